// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { detailsDraftOf, detailsOf, emptyOffer, offerOf, parseCountries } from './productDraft';

describe('what is typed of a product', () => {
  const draft = { ...detailsDraftOf(), name: ' Sketch ', plans: 'ink: Ink', excluded: 'in, br' };

  it('becomes a product', () => {
    expect(detailsOf(draft)).toEqual({
      name: 'Sketch',
      description: '',
      taxCategory: 'standard',
      isSelfService: true,
      excludedCountries: ['IN', 'BR'],
      servicePlans: [{ code: 'ink', name: 'Ink' }],
    });
  });

  it('becomes none while something is wrong', () => {
    const wrong = [{ name: ' ' }, { taxCategory: '' }, { plans: 'Ink' }, { excluded: 'India' }];
    for (const part of wrong) expect(detailsOf({ ...draft, ...part })).toBeUndefined();
    expect(parseCountries('de DE, kr')).toEqual(['DE', 'KR']);
  });
});

describe('what is typed of an offer', () => {
  const empty = emptyOffer('Asia/Seoul');
  const draft = {
    ...empty,
    price: { ...empty.price, amount: '12,50', currency: 'eur', from: '2027-01-01' },
  };

  it('becomes an offer', () => {
    expect(offerOf({ ...draft, trialDays: '30' }, 'Asia/Seoul')).toEqual({
      code: 'monthly',
      term: 'monthly',
      trial: { days: 30, needsPaymentMethod: true },
      minQuantity: 1,
      maxQuantity: 100_000,
      prices: [
        {
          price: { amount: '12.50', currency: 'EUR' },
          country: null,
          taxInclusive: false,
          validFrom: '2026-12-31T15:00:00.000Z',
        },
      ],
    });
    expect(offerOf(draft, 'UTC')?.trial).toBeNull();
  });

  it('becomes none while something is wrong', () => {
    const wrong = [
      { code: 'Monthly!' },
      { trialDays: '400' },
      { trialDays: '' },
      { min: '0' },
      { max: '100001' },
      { min: '9', max: '8' },
      { price: empty.price },
    ];
    for (const part of wrong) expect(offerOf({ ...draft, ...part }, 'UTC')).toBeUndefined();
  });
});
