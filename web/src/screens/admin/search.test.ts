// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { auditSearch, policiesSearch, purchasesSearch } from './search';

const id = '019ac9c2-b40b-7998-a53a-5a5b3f7822a4';

describe('what an address asks for', () => {
  it('is kept where it is known', () => {
    const purchases = { product: id, status: 'active', renewsBefore: '2026-12-31', history: id };
    expect(purchasesSearch(purchases)).toEqual({ ...purchases, purchaser: undefined });
    expect(policiesSearch({ product: 'default' })).toEqual({ product: 'default' });
    const audit = {
      actor: id,
      action: 'setPolicy',
      subject: id,
      from: '2026-01-01',
      to: undefined,
    };
    expect(auditSearch(audit)).toEqual(audit);
  });

  it('is left out where it is not', () => {
    const wrong = {
      product: 'x',
      purchaser: 3,
      status: 'gone',
      renewsBefore: '2026-13-45',
      history: '../x',
      actor: '',
      action: 'a b',
      subject: null,
      from: 'today',
      to: [],
    };
    for (const read of [purchasesSearch, policiesSearch, auditSearch])
      expect(Object.values(read(wrong)).filter((value) => value !== undefined)).toEqual([]);
  });
});
