// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, Switch, Text, Textarea } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { AddressFields } from '@/ui/AddressFields';
import { ConflictBar } from '@/ui/ConflictBar';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import {
  addressLines,
  addressOfDraft,
  draftOfAddress,
  isAddressComplete,
  type AddressDraft,
} from '@/ui/address';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';
import { useDraft, type Draft } from '@/ui/useDraft';

type Profile = Schemas['BillingProfile'];

interface Values {
  name: string;
  billTo: AddressDraft;
  contactEmail: string;
  poNumber: string;
  invoicesByEmail: boolean;
  recipients: string;
}

interface Props {
  profile: Profile;
  etag: string;
  onClose: () => void;
}

const valuesOf = (profile: Profile): Values => ({
  name: profile.name,
  billTo: draftOfAddress(profile.billTo),
  contactEmail: profile.contactEmail ?? '',
  poNumber: profile.poNumber ?? '',
  invoicesByEmail: profile.invoicesByEmail,
  recipients: profile.invoiceRecipients.join('\n'),
});

/** The addresses of a text, one in each line or with commas between. */
const addressesOf = (text: string) => text.split(/[\s,;，；]+/).filter(Boolean);

const bodyOf = ({
  recipients,
  billTo,
  ...same
}: Partial<Values>): Schemas['UpdateBillingProfile'] => ({
  ...same,
  ...(recipients !== undefined && { invoiceRecipients: addressesOf(recipients) }),
  ...(billTo && { billTo: addressOfDraft(billTo) }),
});

/** Changes name, address, mails and purchase order of a billing profile. */
export function EditProfilePane({ profile, etag, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const queries = useQueryClient();
  const draft = useDraft(valuesOf(profile));
  const { values } = draft;
  const [wasTried, setWasTried] = useState(false);
  const save = useCommand({
    send: (body: Schemas['UpdateBillingProfile']) =>
      result(
        api.PATCH('/v1/billing-profiles/{id}', {
          params: { path: { id: profile.id }, header: { 'If-Match': etag } },
          body,
        }),
      ).catch((error: unknown) => {
        // After a clash what is there now is shown beside what was typed.
        void queries.invalidateQueries({ queryKey: ['billingProfiles'] });
        throw error;
      }),
    onDone: () => {
      toast({ title: t('billingProfiles.saved') });
      onClose();
    },
  });
  const isComplete = values.name.trim() !== '' && isAddressComplete(values.billTo);
  const submit = () => {
    setWasTried(true);
    if (draft.isDirty && isComplete && !save.isPending) save.mutate(bodyOf(draft.changes));
  };
  return (
    <Pane
      title={t('billingProfiles.edit')}
      context={t('billingProfiles.editAbout')}
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
      <Clashes profile={profile} draft={draft} />
      {wasTried && !draft.isDirty && <Text role="alert">{t('billing.nothingChanged')}</Text>}
      <Texts draft={draft} error={save.error} />
      <AddressFields
        legend={t('invoices.billTo')}
        value={values.billTo}
        onChange={(billTo) => draft.set({ billTo })}
        path="billTo"
        error={save.error}
        wasTried={wasTried}
      />
    </Pane>
  );
}

const shownFields = ['name', 'contactEmail', 'poNumber', 'invoiceRecipients', 'billTo'];

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
  return (
    <>
      <Field
        label={t('billingProfiles.name')}
        required
        validationMessage={
          values.name.trim() === '' ? t('billingProfiles.nameMissing') : wrong('name')
        }
      >
        <Input
          value={values.name}
          maxLength={100}
          onChange={(_event, data) => set({ name: data.value })}
        />
      </Field>
      <Field label={t('billingProfiles.contact')} validationMessage={wrong('contactEmail')}>
        <Input
          type="email"
          value={values.contactEmail}
          autoComplete="email"
          maxLength={254}
          onChange={(_event, data) => set({ contactEmail: data.value.trim() })}
        />
      </Field>
      <Field
        label={t('billing.poNumber')}
        hint={t('billingProfiles.poHint')}
        validationMessage={wrong('poNumber')}
      >
        <Input
          value={values.poNumber}
          maxLength={50}
          onChange={(_event, data) => set({ poNumber: data.value })}
        />
      </Field>
      <Switch
        label={t('billingProfiles.byEmail')}
        checked={values.invoicesByEmail}
        onChange={(_event, data) => set({ invoicesByEmail: data.checked })}
      />
      <Field
        label={t('billingProfiles.recipients')}
        hint={t('billingProfiles.recipientsHint')}
        validationMessage={wrong('invoiceRecipients')}
      >
        <Textarea
          value={values.recipients}
          resize="vertical"
          onChange={(_event, data) => set({ recipients: data.value })}
        />
      </Field>
    </>
  );
}

function Clashes({ profile, draft }: { profile: Profile; draft: Draft<Values> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names: Record<keyof Values, string> = {
    name: t('billingProfiles.name'),
    billTo: t('invoices.billTo'),
    contactEmail: t('billingProfiles.contact'),
    poNumber: t('billing.poNumber'),
    invoicesByEmail: t('billingProfiles.byEmail'),
    recipients: t('billingProfiles.recipients'),
  };
  const now: Record<keyof Values, string> = {
    name: profile.name,
    billTo: addressLines(profile.billTo, formats.country(profile.billTo.country)).join(', '),
    contactEmail: profile.contactEmail ?? '–',
    poNumber: profile.poNumber ?? '–',
    invoicesByEmail: profile.invoicesByEmail ? t('billingProfiles.on') : t('billingProfiles.off'),
    recipients: formats.list(profile.invoiceRecipients) || '–',
  };
  return (
    <ConflictBar
      clashes={draft.clashes.map((key) => ({ name: names[key], now: now[key] }))}
      onKeep={draft.acceptClashes}
    />
  );
}
