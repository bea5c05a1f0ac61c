// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { ApiError, Schemas } from '@/api/client';
import { ConflictBar } from '@/ui/ConflictBar';
import { useErrorText } from '@/ui/ErrorBar';
import { addressLines, type AddressDraft } from '@/ui/address';
import { useFormats } from '@/ui/format';
import type { Draft } from '@/ui/useDraft';

import { expiryText } from './cardText';

export interface Values {
  expiry: string;
  name: string;
  address: AddressDraft;
}

interface FieldsProps {
  draft: Draft<Values>;
  error: ApiError | null;
  isExpiryWrong: boolean;
}

/** What may change of a card beside its address and security code. */
export function ExpiryAndName({ draft, error, isExpiryWrong }: FieldsProps) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  const ofExpiry = error?.of('expiryYear') ?? error?.of('expiryMonth');
  const ofName = error?.of('name');
  return (
    <>
      <Field
        label={t('paymentMethods.expiry')}
        required
        validationMessage={
          isExpiryWrong ? t('paymentMethods.expiryWrong') : ofExpiry && textOf(ofExpiry)
        }
      >
        <Input
          value={draft.values.expiry}
          autoComplete="cc-exp"
          inputMode="numeric"
          maxLength={9}
          onChange={(_event, data) => draft.set({ expiry: data.value })}
        />
      </Field>
      <Field
        label={t('card.name')}
        required
        validationMessage={
          draft.values.name.trim() === '' ? t('card.nameMissing') : ofName && textOf(ofName)
        }
      >
        <Input
          value={draft.values.name}
          autoComplete="cc-name"
          maxLength={200}
          onChange={(_event, data) => draft.set({ name: data.value })}
        />
      </Field>
    </>
  );
}

/** What somebody else changed of a card meanwhile. */
export function CardClashes({
  card,
  draft,
}: {
  card: Schemas['PaymentMethod'];
  draft: Draft<Values>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = {
    expiry: t('paymentMethods.expiry'),
    name: t('card.name'),
    address: t('card.address'),
  };
  const now = {
    expiry: expiryText(card.expiryMonth, card.expiryYear),
    name: card.name,
    address: addressLines(card.address, formats.country(card.address.country)).join(', '),
  };
  return (
    <ConflictBar
      clashes={draft.clashes.map((key) => ({ name: names[key], now: now[key] }))}
      onKeep={draft.acceptClashes}
    />
  );
}
