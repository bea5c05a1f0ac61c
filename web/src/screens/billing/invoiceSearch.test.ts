// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import {
  addMonths,
  daysBetween,
  invoiceQuery,
  rangeProblem,
  readInvoiceSearch,
} from './invoiceSearch';

describe('the address of the list of invoices', () => {
  it.each([
    [{}, { window: 'past3Months' }],
    [{ period: 'past6Months' }, { window: 'past6Months' }],
    [
      { period: 'range', from: '2026-01-01', to: '2026-02-28' },
      { from: '2026-01-01', to: '2026-02-28' },
    ],
    // What somebody typed into the address and means nothing is left out.
    [{ period: 'range', from: '2026-01-01' }, { window: 'past3Months' }],
    [{ period: 'range', from: '2026-13-01', to: '2026-02-28' }, { window: 'past3Months' }],
    [{ period: 'ever', from: '2026-01-01', to: '2026-02-28' }, { window: 'past3Months' }],
    [{ show: 'overdue' }, { window: 'past3Months', kind: 'invoice', status: 'overdue' }],
    [{ show: 'creditNotes' }, { window: 'past3Months', kind: 'creditNote' }],
    [
      { show: 'lost', profile: 'p' },
      { window: 'past3Months', billingProfileId: 'p' },
    ],
  ])('%o asks for %o', (search, query) => {
    expect(invoiceQuery(readInvoiceSearch(search))).toEqual({
      billingProfileId: undefined,
      ...query,
    });
  });
});

describe('a range of days', () => {
  it.each([
    ['', '2026-01-01', 'missing'],
    ['2026-01-01', '', 'missing'],
    ['2026-01-02', '2026-01-01', 'reversed'],
    ['2026-01-01', '2026-01-01', undefined],
    ['2023-11-28', '2026-11-28', undefined],
    ['2023-11-27', '2026-11-28', 'tooLong'],
    ['2025-02-28', '2028-02-29', undefined],
  ])('from %s to %s is %s', (from, to, problem) => {
    expect(rangeProblem(from, to)).toBe(problem);
  });

  it.each([
    ['2026-05-31', -3, '2026-02-28'],
    ['2026-11-28', -3, '2026-08-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months is %s', (date, months, shifted) => {
    expect(addMonths(date, months)).toBe(shifted);
  });

  it('counts days over a change of the clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-11-28', '2026-11-20')).toBe(-8);
  });
});
