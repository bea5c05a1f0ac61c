// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { formatsOf } from './format';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('money', () => {
  it.each([
    ['en', '1234.50', 'USD', '$1,234.50'],
    ['de', '1234.50', 'EUR', '1.234,50 €'],
    ['ko', '18900', 'KRW', '₩18,900'],
    ['zh-CN', '0.00', 'CNY', '¥0.00'],
    ['en', '-12.500', 'BHD', '-BHD 12.500'],
    // Beyond what a floating-point number holds.
    ['en', '92233720368547758.07', 'USD', '$92,233,720,368,547,758.07'],
    ['en', '0.012345678901', 'USD', '$0.012345678901'],
  ])('in %s: %s %s', (language, amount, currency, shown) => {
    expect(plain(formatsOf(language).money({ amount, currency }))).toBe(shown);
  });
});

describe('days', () => {
  const formats = formatsOf('en', 'Asia/Seoul');
  it('shows a plain date as it is, wherever the reader is', () => {
    expect(formatsOf('en', 'America/Los_Angeles').day('2026-03-01')).toBe('Mar 1, 2026');
  });
  it("shows an instant's day in the person's zone", () => {
    expect(formats.day('2026-02-28T15:30:00.000Z')).toBe('Mar 1, 2026');
  });
  it('shows the day on which a term ends where it is billed, wherever the reader is', () => {
    const abroad = formatsOf('en', 'America/Los_Angeles', 'Asia/Seoul');
    expect(abroad.billingDay('2026-12-22T15:00:00.000Z')).toBe('Dec 23, 2026');
    expect(formats.billingDay('2026-12-22T15:00:00.000Z')).toBe('Dec 23, 2026');
  });
  it('shows a rate of tax exactly', () => {
    expect(formats.rate('9.5')).toBe('9.5%');
    expect(formats.rate('0')).toBe('0%');
  });
});

describe('countries', () => {
  it('are named in the language, and not at all where none is known', () => {
    expect(formatsOf('de').country('KR')).toBe('Südkorea');
    expect(formatsOf('de').country('')).toBe('');
  });
});
