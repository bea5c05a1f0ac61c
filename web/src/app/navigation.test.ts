// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { isOfOrganization } from './navigation';

describe('a page', () => {
  it.each([
    ['/products', true],
    ['/products/1', true],
    ['/productsx', false],
    ['/billing/invoices/1', true],
    ['/help/products', false],
    ['/operator/catalog', false],
    ['/account', false],
  ])('%s is of an organization: %s', (path, isOf) => {
    expect(isOfOrganization(path)).toBe(isOf);
  });
});
