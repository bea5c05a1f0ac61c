// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import type { Schemas } from '@/api/client';

import { needsCard, checkQuantity } from './checkoutInput';

const limits = { minQuantity: 2, maxQuantity: 50 };

describe('a number of licenses', () => {
  it.each([
    ['2', { quantity: 2 }],
    [' 50 ', { quantity: 50 }],
    ['', { error: 'missing' }],
    ['1', { error: 'tooFew' }],
    ['0', { error: 'tooFew' }],
    ['51', { error: 'tooMany' }],
    ['2.5', { error: 'notWhole' }],
    ['-5', { error: 'notWhole' }],
    ['1e2', { error: 'notWhole' }],
    ['99999999999', { error: 'notWhole' }],
    ['1,250', { error: 'tooMany' }],
  ])('%j is %j', (typed, parsed) => {
    expect(checkQuantity(typed, limits)).toEqual(parsed);
  });
});

describe('a card is needed', () => {
  const offer = (trial: Schemas['TrialTerms'] | null) => ({ trial }) as Schemas['Offer'];
  const quote = (total: string, next: string | null) => ({
    total: { amount: total, currency: 'EUR' },
    nextCharge: next === null ? null : { date: '', amount: { amount: next, currency: 'EUR' } },
  });
  it('to buy, unless it costs nothing', () => {
    expect(needsCard(offer(null), false, undefined)).toBe(true);
    expect(needsCard(offer(null), false, quote('12.50', '12.50'))).toBe(true);
    expect(needsCard(offer(null), false, quote('0.00', '0.00'))).toBe(false);
    expect(needsCard(offer(null), false, quote('0.00', '12.50'))).toBe(true);
  });
  it('for a trial that goes on afterwards alone', () => {
    const goesOn = offer({ days: 30, needsPaymentMethod: true });
    expect(needsCard(goesOn, true, quote('0.00', '12.50'))).toBe(true);
    expect(needsCard(offer({ days: 30, needsPaymentMethod: false }), true, undefined)).toBe(false);
  });
});
