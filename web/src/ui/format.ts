// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useBillingTimeZone, useTimeZone } from '@/app/session';

type Money = Schemas['Money'];

// Each of them takes a browser up to a millisecond to make, and most pages need few of them.
const lazily = <T>(make: () => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

/** Formats of one language. Amounts are decimal text from end to end, never floating point. */
export function formatsOf(language: string, timeZone?: string, billingTimeZone = timeZone) {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    lazily(() => new Intl.DateTimeFormat(language, options));
  const number = lazily(() => new Intl.NumberFormat(language));
  const percent = lazily(
    () => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 6 }),
  );
  const day = dates({ dateStyle: 'medium', timeZone: 'UTC' });
  const month = dates({ year: 'numeric', month: 'short', timeZone: 'UTC' });
  const instant = dates({ dateStyle: 'medium', timeStyle: 'short', timeZone });
  const dayHere = dates({ dateStyle: 'medium', timeZone });
  const billingDay = dates({ dateStyle: 'medium', timeZone: billingTimeZone });
  const list = lazily(() => new Intl.ListFormat(language, { type: 'conjunction' }));
  const currencyNames = lazily(() => new Intl.DisplayNames([language], { type: 'currency' }));
  const countries = lazily(() => new Intl.DisplayNames([language], { type: 'region' }));
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
    number: (value: number) => number().format(value),
    money: ({ amount, currency: code }: Money) =>
      currency(code).format(amount as Intl.StringNumericLiteral),
    /** A tax rate such as `9.5`, in percent. */
    rate: (rate: string) => percent().format(`${rate}E-2` as Intl.StringNumericLiteral),
    /** A plain date `2026-11-28`, or the day of an instant in the person's time zone. */
    day: (text: string) => (text.length === 10 ? day : dayHere)().format(new Date(text)),
    /** The day of an instant where billing days begin, as the end of a term: midnight there. */
    billingDay: (text: string) => billingDay().format(new Date(text)),
    /** A month `2026-11`. */
    month: (text: string) => month().format(new Date(`${text}-01`)),
    instant: (text: string) => instant().format(new Date(text)),
    list: (items: string[]) => list().format(items),
    /** The name of a currency. */
    currency: (code: string) => currencyNames().of(code) ?? code,
    /** The name of a country; nothing where none is known. */
    country: (code: string) => (code === '' ? '' : (countries().of(code) ?? code)),
  };
}

type Formats = ReturnType<typeof formatsOf>;

// Every row of a table asks for them: they are made once for all.
const formatsByLocale = new Map<string, Formats>();

function knownFormats(language: string, timeZone?: string, billingTimeZone?: string) {
  const key = [language, timeZone, billingTimeZone].join(' ');
  let formats = formatsByLocale.get(key);
  formats ??= formatsOf(language, timeZone, billingTimeZone);
  formatsByLocale.set(key, formats);
  return formats;
}

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return knownFormats(i18n.language, useTimeZone(), useBillingTimeZone());
}
