// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { countriesIn } from '@/ui/countries';
import { startOfDay, today } from '@/ui/day';

import { parseAmount, type PriceInput } from './catalogDocument';

export interface PriceDraft {
  amount: string;
  currency: string;
  /** Empty: wherever no other price names the country. */
  country: string;
  from: string;
  isTaxInclusive: boolean;
}

export const emptyPrice = (timeZone: string): PriceDraft => ({
  amount: '',
  currency: '',
  country: '',
  from: today(timeZone),
  isTaxInclusive: false,
});

const currencyOf = (text: string) => {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : undefined;
};

/** The price as the API takes it; undefined while something is missing. A day begins in a zone. */
export function priceOf(draft: PriceDraft, timeZone: string): PriceInput | undefined {
  const amount = parseAmount(draft.amount);
  const currency = currencyOf(draft.currency);
  if (amount === undefined || currency === undefined || draft.from === '') return undefined;
  return {
    price: { amount, currency },
    country: draft.country || null,
    taxInclusive: draft.isTaxInclusive,
    validFrom: startOfDay(draft.from, timeZone),
  };
}

interface Props {
  draft: PriceDraft;
  onChange: (draft: PriceDraft) => void;
  wasTried: boolean;
}

export function PriceFields({ draft, onChange, wasTried }: Props) {
  const { t, i18n } = useTranslation();
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  const set = (changed: Partial<PriceDraft>) => onChange({ ...draft, ...changed });
  const wrong = (isWrong: boolean, text: string) => (wasTried && isWrong ? text : undefined);
  return (
    <>
      <Field
        label={t('operator.amount')}
        required
        validationMessage={wrong(
          parseAmount(draft.amount) === undefined,
          t('operator.amountInvalid'),
        )}
      >
        <Input
          inputMode="decimal"
          value={draft.amount}
          onChange={(_event, data) => set({ amount: data.value })}
        />
      </Field>
      <Field
        label={t('operator.currency')}
        required
        validationMessage={wrong(
          currencyOf(draft.currency) === undefined,
          t('operator.currencyInvalid'),
        )}
      >
        <Input
          maxLength={3}
          value={draft.currency}
          onChange={(_event, data) => set({ currency: data.value })}
        />
      </Field>
      <Field label={t('operator.priceCountry')}>
        <Select value={draft.country} onChange={(_event, data) => set({ country: data.value })}>
          <option value="">{t('operator.everywhere')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('operator.from')}
        required
        validationMessage={wrong(draft.from === '', t('operator.fromMissing'))}
      >
        <Input
          type="date"
          value={draft.from}
          onChange={(_event, data) => set({ from: data.value })}
        />
      </Field>
      <Checkbox
        label={t('operator.taxInclusive')}
        checked={draft.isTaxInclusive}
        onChange={(_event, data) => set({ isTaxInclusive: data.checked === true })}
      />
    </>
  );
}
