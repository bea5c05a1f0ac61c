// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

type License = Schemas['License'];

/** What the free licenses of a product cost. */
export interface IdleCost {
  license: License;
  cost: Schemas['Money'];
}

/** The products with idle licenses that are paid for, the dearest first, apart by currency. */
export function idleByCurrency(
  licenses: readonly License[],
): { currency: string; idle: IdleCost[] }[] {
  const all = licenses.flatMap((license) => license.idleCost.map((cost) => ({ license, cost })));
  const currencies = [...new Set(all.map(({ cost }) => cost.currency))].toSorted();
  return currencies.map((currency) => ({
    currency,
    idle: all
      .filter(({ cost }) => cost.currency === currency)
      .toSorted((a, b) => Number(b.cost.amount) - Number(a.cost.amount)),
  }));
}
