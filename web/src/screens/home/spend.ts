// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { sumOf } from '@/ui/money';

/** What was spent in a month, in one currency. */
export interface MonthSpend {
  month: string;
  amount: Schemas['Money'];
}

/** The sums of all products, by currency and month; months without any are zero. */
export function spendByMonth({
  months,
  items,
}: Schemas['SpendReport']): { currency: string; months: MonthSpend[] }[] {
  const currencies = [...new Set(items.map(({ total }) => total.currency))].toSorted();
  return currencies.map((currency) => ({
    currency,
    months: months.map((month) => ({
      month,
      amount: sumOf(
        items
          .filter((item) => item.month === month && item.total.currency === currency)
          .map(({ total }) => total),
        currency,
      ),
    })),
  }));
}
