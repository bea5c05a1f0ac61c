// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import type { Schemas } from '@/api/client';

import {
  documentOf,
  parseAmount,
  parseDocument,
  parsePlans,
  plansText,
  textOf,
  withDetails,
  withPrice,
  withProduct,
  withRetired,
} from './catalogDocument';

const price = (amount: string, validFrom: string) => ({
  country: null,
  price: { amount, currency: 'EUR' },
  taxInclusive: false,
  validFrom,
});
const catalog = {
  products: [
    {
      id: 'p1',
      sku: 'DRW',
      name: 'Drawing Board',
      isRetired: false,
      offers: [
        { id: 'o1', code: 'monthly', term: 'monthly', prices: [price('12.50', '2024-01-01')] },
        { id: 'o2', code: 'yearly', term: 'yearly', prices: [price('135.00', '2024-01-01')] },
      ],
    },
    { id: 'p2', sku: 'PLN', name: 'Plan Desk', isRetired: false, offers: [] },
  ],
  taxes: [
    { country: 'DE', region: null, category: 'standard', rate: '19', validFrom: '2024-01-01' },
  ],
} as unknown as Schemas['Catalog'];
const document = documentOf(catalog);

describe('a change of the catalog', () => {
  it('begins with all there is, without the ids', () => {
    expect(JSON.stringify(document)).not.toMatch(/"(id|p1|o1)"/);
    expect(document.taxes).toEqual(catalog.taxes);
    expect(document.products.map(({ offers }) => offers.length)).toEqual([2, 0]);
  });

  it('leaves everything else as it is', () => {
    const changed = withPrice(document, 'DRW', 'yearly', price('140.00', '2027-01-01'));
    expect(changed.products[0]!.offers[1]!.prices).toHaveLength(2);
    expect(changed.products[0]!.offers[0]).toEqual(document.products[0]!.offers[0]);
    expect(changed.products[1]).toEqual(document.products[1]);
    expect(withRetired(document, 'PLN', true).products.map(({ isRetired }) => isRetired)).toEqual([
      false,
      true,
    ]);
    const renamed = withDetails(document, 'DRW', { name: 'Sketch Board' }).products[0]!;
    expect([renamed.name, renamed.offers]).toEqual(['Sketch Board', document.products[0]!.offers]);
    expect(withProduct(document, { sku: 'NEW', name: 'New', offers: [] }).products).toHaveLength(3);
    expect(document.products).toHaveLength(2);
  });

  it('is the same as text', () => {
    expect(parseDocument(textOf(document))).toEqual(document);
    for (const text of ['', '{', '[]', 'null', '3']) expect(parseDocument(text)).toBeUndefined();
  });
});

describe('what an operator types', () => {
  it('is a list of plans', () => {
    const plans = [
      { code: 'mail', name: 'Mail: and more' },
      { code: 'chat-2', name: 'Chat' },
    ];
    expect(parsePlans('mail: Mail: and more\n\n chat-2 :Chat ')).toEqual(plans);
    expect(parsePlans(plansText(plans))).toEqual(plans);
    expect(parsePlans('')).toEqual([]);
    expect(parsePlans('Mail')).toBeUndefined();
  });

  it.each([
    ['12.50', '12.50'],
    ['12,50', '12.50'],
    [' 17000 ', '17000'],
    ['0', '0'],
    ['1.250,00', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e3', undefined],
  ])('is the amount %j', (typed, amount) => {
    expect(parseAmount(typed)).toBe(amount);
  });
});
