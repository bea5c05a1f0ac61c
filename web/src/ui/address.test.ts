// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { addressLines, addressOfDraft, emptyAddress, isAddressComplete } from './address';
import { countriesIn } from './countries';

const seoul = {
  line1: '세종대로 110',
  line2: null,
  city: '서울',
  region: '11',
  postalCode: '04524',
  country: 'KR',
};
const berlin = {
  line1: 'Lindenallee 7',
  line2: 'Hinterhof',
  city: 'Berlin',
  region: 'BE',
  postalCode: '10115',
  country: 'DE',
};

describe('an address', () => {
  it.each([
    [seoul, '대한민국', ['대한민국 04524', '서울 세종대로 110']],
    [berlin, 'Germany', ['Lindenallee 7', 'Hinterhof', '10115 Berlin', 'Germany']],
    [
      { ...berlin, line2: null, city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' },
      'United States',
      ['Lindenallee 7', 'Austin TX 78701', 'United States'],
    ],
    [
      { ...berlin, line2: null, region: null, postalCode: null },
      'Germany',
      ['Lindenallee 7', 'Berlin', 'Germany'],
    ],
  ])('is written as in its country: %o', (address, country, lines) => {
    expect(addressLines(address, country)).toEqual(lines);
  });

  it('is sent without the blanks around and without what is empty', () => {
    const draft = { ...emptyAddress('DE'), line1: ' Lindenallee 7 ', city: 'Berlin', region: ' ' };
    expect(addressOfDraft(draft)).toEqual({
      line1: 'Lindenallee 7',
      line2: null,
      city: 'Berlin',
      region: null,
      postalCode: null,
      country: 'DE',
    });
  });

  it('needs street, city and country', () => {
    const draft = { ...emptyAddress('DE'), line1: 'Lindenallee 7', city: 'Berlin' };
    expect(isAddressComplete(draft)).toBe(true);
    expect(isAddressComplete({ ...draft, city: '  ' })).toBe(false);
    expect(isAddressComplete({ ...draft, country: '' })).toBe(false);
  });
});

describe('countries', () => {
  it.each(['en', 'ko', 'de', 'zh-CN'])('all have a name in %s', (language) => {
    const countries = countriesIn(language);
    expect(countries).toHaveLength(249);
    expect(countries.filter(({ code, name }) => code === name)).toEqual([]);
  });
});
