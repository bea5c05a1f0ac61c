// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which invoices the list shows, as its address says it.

export const shownKinds = ['due', 'overdue', 'paid', 'void', 'creditNotes'] as const;
export type ShownKind = (typeof shownKinds)[number];

export interface InvoiceSearch {
  /** Absent: the past 3 months. */
  period?: 'past6Months' | 'range';
  from?: string;
  to?: string;
  show?: ShownKind;
  profile?: string;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const day = (value: unknown) =>
  typeof value === 'string' && dayPattern.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

export function readInvoiceSearch(search: Record<string, unknown>): InvoiceSearch {
  const [from, to] = [day(search.from), day(search.to)];
  const isRange = search.period === 'range' && from !== undefined && to !== undefined;
  return {
    period: isRange ? 'range' : search.period === 'past6Months' ? 'past6Months' : undefined,
    from: isRange ? from : undefined,
    to: isRange ? to : undefined,
    show: shownKinds.find((one) => one === search.show),
    profile: typeof search.profile === 'string' ? search.profile : undefined,
  };
}

/** What the API is asked for. */
export function invoiceQuery({ period, from, to, show, profile }: InvoiceSearch) {
  const window =
    period === 'range'
      ? { from, to }
      : { window: period === 'past6Months' ? ('past6Months' as const) : ('past3Months' as const) };
  const filter =
    show === 'creditNotes'
      ? { kind: 'creditNote' as const }
      : show && { kind: 'invoice' as const, status: show };
  return { ...window, ...filter, billingProfileId: profile };
}

export const rangeMonthsMax = 36;

/** The same day some months before or after, or the last one of a shorter month. */
export function addMonths(date: string, months: number): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)))
    .toISOString()
    .slice(0, 10);
}

const dayMs = 86_400_000;
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** What is wrong with a range of days, both of which belong to it. */
export function rangeProblem(from: string, to: string) {
  if (day(from) === undefined || day(to) === undefined) return 'missing' as const;
  if (to < from) return 'reversed' as const;
  return from < addMonths(to, -rangeMonthsMax) ? ('tooLong' as const) : undefined;
}
