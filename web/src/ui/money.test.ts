// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { isZero, sumOf, times } from './money';

const euros = (...amounts: string[]) => amounts.map((amount) => ({ amount, currency: 'EUR' }));

describe('a sum of money', () => {
  it.each([
    [euros('0.10', '0.20'), '0.30'],
    [euros('249.75', '-250.00'), '-0.25'],
    [euros('9223372036854775.80', '0.07'), '9223372036854775.87'],
    [euros('0.000000000001', '12.50'), '12.500000000001'],
    [euros('85000', '-8500'), '76500'],
    [[], '0'],
  ])('of %j is %s', (amounts, sum) => {
    expect(sumOf(amounts, 'EUR')).toEqual({ amount: sum, currency: 'EUR' });
  });

  it('is the same as a multiple', () => {
    const price = { amount: '12.345', currency: 'EUR' };
    expect(times(price, 100)).toEqual({ amount: '1234.500', currency: 'EUR' });
    expect(times(price, 0)).toEqual({ amount: '0.000', currency: 'EUR' });
  });

  it('is zero in any spelling', () => {
    expect(euros('0', '0.00', '-0.00').map(isZero)).toEqual([true, true, true]);
    expect(euros('0.01', '-1').map(isZero)).toEqual([false, false]);
  });
});
