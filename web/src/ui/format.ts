// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';

import type { Schemas } from '@/api/client';
import { useBillingTimeZone, useTimeZone } from '@/app/session';

type Money = Schemas['Money'];

/** Formats of one language. Amounts are decimal text from end to end, never floating point. */
export function formatsOf(language: string, timeZone?: string, billingTimeZone = timeZone) {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 6 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const instant = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const dayHere = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone });
  const billingDay = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeZone: billingTimeZone,
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const currencyNames = new Intl.DisplayNames([language], { type: 'currency' });
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const currencies = new Map<string, Intl.NumberFormat>();
  const currency = (code: string) => {
    let known = currencies.get(code);
    if (!known) {
      const { minimumFractionDigits } = new Intl.NumberFormat(language, {
        style: 'currency',
        currency: code,
      }).resolvedOptions();
      known = new Intl.NumberFormat(language, {
        style: 'currency',
        currency: code,
        minimumFractionDigits,
        maximumFractionDigits: 12,
      });
      currencies.set(code, known);
    }
    return known;
  };
  return {
    number: (value: number) => number.format(value),
    money: ({ amount, currency: code }: Money) =>
      currency(code).format(amount as Intl.StringNumericLiteral),
    /** A tax rate such as `9.5`, in percent. */
    rate: (rate: string) => percent.format(`${rate}E-2` as Intl.StringNumericLiteral),
    /** A plain date `2026-11-28`, or the day of an instant in the person's time zone. */
    day: (text: string) =>
      text.length === 10 ? day.format(new Date(text)) : dayHere.format(new Date(text)),
    /** The day of an instant where billing days begin, as the end of a term: midnight there. */
    billingDay: (text: string) => billingDay.format(new Date(text)),
    /** A month `2026-11`. */
    month: (text: string) => month.format(new Date(`${text}-01`)),
    instant: (text: string) => instant.format(new Date(text)),
    list: (items: string[]) => list.format(items),
    /** The name of a currency. */
    currency: (code: string) => currencyNames.of(code) ?? code,
    /** The name of a country; nothing where none is known. */
    country: (code: string) => (code === '' ? '' : (countries.of(code) ?? code)),
  };
}

export function useFormats() {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  const billingTimeZone = useBillingTimeZone();
  return useMemo(
    () => formatsOf(i18n.language, timeZone, billingTimeZone),
    [i18n.language, timeZone, billingTimeZone],
  );
}
