// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { expiresSoon } from './cardText';
import { isPastExpiry, readExpiry } from './expiry';

describe("a card's date", () => {
  it.each([
    ['12/30', { month: 12, year: 2030 }],
    ['4/2031', { month: 4, year: 2031 }],
    [' 04 / 30 ', { month: 4, year: 2030 }],
    ['０４／３０', { month: 4, year: 2030 }],
    ['13/30', undefined],
    ['0/30', undefined],
    ['12/030', undefined],
    ['1230', undefined],
    ['', undefined],
  ])('%s is %o', (text, expiry) => {
    expect(readExpiry(text)).toEqual(expiry);
  });

  it.each([
    [11, 2026, false],
    [10, 2026, true],
    [12, 2025, true],
    [1, 2027, false],
  ])('%i/%i is past: %s', (month, year, isPast) => {
    expect(isPastExpiry({ month, year }, new Date(2026, 10, 28))).toBe(isPast);
  });

  it.each([
    [1, 2027, 'active', false],
    [12, 2026, 'active', true],
    [11, 2026, 'declined', true],
    [10, 2026, 'expired', false],
  ] as const)('%i/%i, %s, is warned of: %s', (expiryMonth, expiryYear, status, isWarned) => {
    const card = { expiryMonth, expiryYear, status };
    expect(expiresSoon(card, Date.UTC(2026, 10, 28))).toBe(isWarned);
  });
});
