// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { validateProductsSearch } from './search';

const id = '019b4a80-e527-72d6-ae0b-8fbb4ee6e548';

describe('the address of Your products', () => {
  it('keeps what it knows', () => {
    const search = {
      tab: 'ended',
      scope: 'organization',
      channel: 'selfService',
      status: 'deleted',
      buyer: id,
      renewsBefore: '2026-12-31',
      filter: true,
      pane: 'quantity',
      id,
    };
    expect(validateProductsSearch(search)).toMatchObject(search);
  });
  it.each([
    { tab: 'products' },
    { channel: 'Reseller' },
    { buyer: 'doyun' },
    { renewsBefore: '2026-02-30' },
    { pane: 'quantity' },
    { pane: 'delete', id },
    { scope: 7 },
  ])('leaves out %j', (search) => {
    expect(Object.values(validateProductsSearch(search)).filter(Boolean)).toEqual([]);
  });
  it('leaves out a state that the tab does not list', () => {
    expect(validateProductsSearch({ tab: 'ended', status: 'active' }).status).toBeUndefined();
    expect(validateProductsSearch({ status: 'active' }).status).toBe('active');
  });
});
