// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';

import type { Schemas } from '@/api/client';

import { idleByCurrency } from './idle';

const license = (productName: string, ...costs: [string, string][]) =>
  ({
    productName,
    idleCost: costs.map(([amount, currency]) => ({ amount, currency })),
  }) as Schemas['License'];

it('is told by currency, the dearest first, without what is in use', () => {
  const found = idleByCurrency([
    license('Notes', ['9.50', 'EUR']),
    license('Boards', ['100.00', 'EUR'], ['20000', 'KRW']),
    license('Plans'),
  ]);
  expect(found.map(({ currency }) => currency)).toEqual(['EUR', 'KRW']);
  expect(found[0]!.idle.map((one) => one.license.productName)).toEqual(['Boards', 'Notes']);
  expect(found[1]!.idle.map(({ cost }) => cost.amount)).toEqual(['20000']);
  expect(idleByCurrency([license('Plans')])).toEqual([]);
});
