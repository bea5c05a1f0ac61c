// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, Select, Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import { AddressFields } from '@/ui/AddressFields';
import { ConflictBar } from '@/ui/ConflictBar';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import {
  addressLines,
  addressOfDraft,
  draftOfAddress,
  emptyAddress,
  isAddressComplete,
  type AddressDraft,
} from '@/ui/address';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';
import { useDraft, type Draft } from '@/ui/useDraft';

type Account = Schemas['BillingAccount'];

interface Values {
  name: string;
  soldTo: AddressDraft;
  taxId: string;
  registrationNumber: string;
  timeZone: string;
}

interface Props {
  account: Account;
  etag: string;
  onClose: () => void;
}

const shownFields = ['name', 'soldTo', 'taxId', 'registrationNumber', 'timeZone'];

/** Changes who the organization is to the seller. */
export function EditAccountPane({ account, etag, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const queries = useQueryClient();
  const { organization } = useMe();
  const country = organization?.country ?? '';
  const draft = useDraft<Values>({
    name: account.name,
    soldTo: account.soldTo ? draftOfAddress(account.soldTo) : emptyAddress(country),
    taxId: account.taxId ?? '',
    registrationNumber: account.registrationNumber ?? '',
    timeZone: account.timeZone,
  });
  const { values, changes } = draft;
  const [wasTried, setWasTried] = useState(false);
  const save = useCommand({
    send: ({ soldTo, ...same }: Partial<Values>) =>
      result(
        api.PATCH('/v1/billing-account', {
          params: { header: { 'If-Match': etag } },
          body: { ...same, ...(soldTo && { soldTo: addressOfDraft(soldTo) }) },
        }),
      ).catch((error: unknown) => {
        // After a clash what is there now is shown beside what was typed.
        void queries.invalidateQueries({ queryKey: accountQueryKey });
        throw error;
      }),
    onDone: () => {
      toast({ title: t('billingAccount.saved') });
      onClose();
    },
  });
  const isAddressAsked = account.soldTo !== null || changes.soldTo !== undefined;
  const isComplete =
    values.name.trim() !== '' && (!isAddressAsked || isAddressComplete(values.soldTo));
  const submit = () => {
    setWasTried(true);
    if (draft.isDirty && isComplete && !save.isPending) save.mutate(changes);
  };
  return (
    <Pane
      title={t('billingAccount.edit')}
      isDirty={draft.isDirty}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <PaneButtons isBusy={save.isPending} onCancel={onClose}>
          {save.isPending ? t('billing.saving') : t('billing.save')}
        </PaneButtons>
      }
    >
      <ErrorBar error={save.error} fields={shownFields} />
      <Clashes account={account} draft={draft} />
      {wasTried && !draft.isDirty && <Text role="alert">{t('billing.nothingChanged')}</Text>}
      <Texts draft={draft} error={save.error} />
      <AddressFields
        legend={t('billingAccount.soldTo')}
        value={values.soldTo}
        onChange={(soldTo) => draft.set({ soldTo })}
        path="soldTo"
        error={save.error}
        wasTried={wasTried && isAddressAsked}
        isCountryFixed
      />
    </Pane>
  );
}

const accountQueryKey = ['billingAccount'];
const timeZones = Intl.supportedValuesOf('timeZone');

interface TextsProps {
  draft: Draft<Values>;
  error: ReturnType<typeof useCommand>['error'];
}

function Texts({ draft, error }: TextsProps) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  const { values, set } = draft;
  const wrong = (field: string) => {
    const found = error?.of(field);
    return found && textOf(found);
  };
  const zones = timeZones.includes(values.timeZone) ? timeZones : [values.timeZone, ...timeZones];
  return (
    <>
      <Field
        label={t('billingAccount.name')}
        required
        validationMessage={
          values.name.trim() === '' ? t('billingAccount.nameMissing') : wrong('name')
        }
      >
        <Input
          value={values.name}
          autoComplete="organization"
          maxLength={200}
          onChange={(_event, data) => set({ name: data.value })}
        />
      </Field>
      <Field
        label={t('billing.taxId')}
        hint={t('billingAccount.taxIdHint')}
        validationMessage={wrong('taxId')}
      >
        <Input
          value={values.taxId}
          maxLength={40}
          onChange={(_event, data) => set({ taxId: data.value })}
        />
      </Field>
      <Field
        label={t('billingAccount.registrationNumber')}
        validationMessage={wrong('registrationNumber')}
      >
        <Input
          value={values.registrationNumber}
          maxLength={40}
          onChange={(_event, data) => set({ registrationNumber: data.value })}
        />
      </Field>
      <Field
        label={t('billingAccount.timeZone')}
        hint={t('billingAccount.timeZoneHint')}
        validationMessage={wrong('timeZone')}
      >
        <Select value={values.timeZone} onChange={(_event, data) => set({ timeZone: data.value })}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

function Clashes({ account, draft }: { account: Account; draft: Draft<Values> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { soldTo } = account;
  const names: Record<keyof Values, string> = {
    name: t('billingAccount.name'),
    soldTo: t('billingAccount.soldTo'),
    taxId: t('billing.taxId'),
    registrationNumber: t('billingAccount.registrationNumber'),
    timeZone: t('billingAccount.timeZone'),
  };
  const now: Record<keyof Values, string> = {
    name: account.name,
    soldTo: soldTo ? addressLines(soldTo, formats.country(soldTo.country)).join(', ') : '–',
    taxId: account.taxId ?? '–',
    registrationNumber: account.registrationNumber ?? '–',
    timeZone: account.timeZone,
  };
  return (
    <ConflictBar
      clashes={draft.clashes.map((key) => ({ name: names[key], now: now[key] }))}
      onKeep={draft.acceptClashes}
    />
  );
}
