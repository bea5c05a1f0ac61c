// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';

import type { Schemas } from '@/api/client';

import { spendByMonth } from './spend';

const spend = (month: string, amount: string, currency = 'EUR') =>
  ({ month, total: { amount, currency } }) as Schemas['Spend'];

it('is summed over the products, apart by currency, for every month', () => {
  const [euros, won] = spendByMonth({
    months: ['2026-01', '2026-02', '2026-03'],
    items: [
      spend('2026-01', '100.10'),
      spend('2026-01', '-0.15'),
      spend('2026-03', '5.00'),
      spend('2026-02', '1000', 'KRW'),
    ],
  });
  expect(euros!.currency).toBe('EUR');
  expect(euros!.months.map(({ amount }) => amount.amount)).toEqual(['99.95', '0', '5.00']);
  expect(won!.months.map(({ amount }) => amount.amount)).toEqual(['0', '1000', '0']);
  expect(spendByMonth({ months: ['2026-01'], items: [] })).toEqual([]);
});
