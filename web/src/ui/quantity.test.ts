// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { parseQuantity } from './quantity';

describe('a number of licenses', () => {
  it.each([
    ['105', 105],
    [' 35 ', 35],
    ['0035', 35],
    ['1,250', 1250],
    ['1.250', 1250],
    ['100\u00a0000', 100000],
    ['1’000', 1000],
    // From a Korean, Chinese or Japanese input method.
    ['１０５', 105],
    ['0', 0],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['12,50', undefined],
    ['1e3', undefined],
    ['5 more', undefined],
    ['1,250.500', undefined],
    ['99999999999', undefined],
  ])('%j is %j', (text, quantity) => {
    expect(parseQuantity(text)).toBe(quantity);
  });
});
