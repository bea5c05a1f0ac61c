// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { pickLanguage } from './index';

const locales = import.meta.glob<object>('./locales/*.json', { import: 'default', eager: true });
const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const contract = Object.values(
  import.meta.glob<string>('../../../api/openapi.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)[0]!;

const plurals = /_(zero|one|two|few|many|other)$/;

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === '' ? key : `${path}.${key}`),
  );
}
// A text for many has the plural forms of its language; that it has them is checked below.
const keysOf = (value: object) => [
  ...new Set(leaves(value).map(([path]) => path.replace(plurals, ''))),
];
const placeholders = (text: string) => [
  ...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1])),
];

const english = locales['./locales/en.json']!;
const files = Object.entries(locales).map(([path, texts]) => ({
  language: path.replace(/^.*\/(.*)\.json$/, '$1'),
  texts,
}));

describe.each(files)('$language', ({ language, texts }) => {
  it('has the same texts as English', () => {
    expect(keysOf(texts).toSorted()).toEqual(keysOf(english).toSorted());
  });

  it('has all plural forms of its language, and no others', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const found = new Map<string, string[]>();
    for (const [path] of leaves(texts)) {
      const form = plurals.exec(path)?.[1];
      if (form)
        found.set(path.replace(plurals, ''), [
          ...(found.get(path.replace(plurals, '')) ?? []),
          form,
        ]);
    }
    for (const [path, has] of found) expect([path, has.toSorted()]).toEqual([path, forms]);
  });

  it('leaves no text empty, and fills in what English fills in', () => {
    const inEnglish = new Map<string, string>();
    for (const [path, text] of leaves(english))
      inEnglish.set(path.replace(plurals, ''), String(text));
    for (const [path, text] of leaves(texts)) {
      expect([path, String(text).trim()]).not.toEqual([path, '']);
      const original = inEnglish.get(path.replace(plurals, '')) ?? '';
      const known = [...placeholders(original), 'count'];
      expect([path, placeholders(String(text)).filter((name) => !known.includes(name))]).toEqual([
        path,
        [],
      ]);
    }
  });
});

describe('texts and code', () => {
  const code = Object.entries(sources)
    .filter(([path]) => !path.includes('.test.'))
    .map(([, text]) => text)
    .join('\n');
  const keys = keysOf(english);
  // t('page.title'), also where a key is kept in a table; t(`page.${part}`) names all below `page`.
  const literal = new Set(
    [...code.matchAll(/['"]([a-zA-Z]+(?:\.[a-zA-Z]+)+)['"]/g)].map((m) => m[1]!),
  );
  const prefixes = new Set(
    [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*)\.\$\{/g)].map((match) => `${match[1]}.`),
  );

  it('uses no text that is missing', () => {
    const missing = [...code.matchAll(/\bt\(\s*'([^']+)'/g)]
      .map((match) => match[1]!)
      .filter((key) => !keys.includes(key));
    expect(missing).toEqual([]);
    const areas = [...prefixes].filter((prefix) => !keys.some((key) => key.startsWith(prefix)));
    expect(areas).toEqual([]);
  });

  it('keeps no text that nothing uses', () => {
    const unused = keys.filter(
      (key) => !literal.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('says every reason that the contract knows', () => {
    const list = /\n {4}Reason:\n[\s\S]*?enum:\n((?: {8}- \w+\n)+)/.exec(contract)?.[1] ?? '';
    const reasons = [...list.matchAll(/- (\w+)/g)].map((match) => match[1]!);
    expect(reasons.length).toBeGreaterThan(100);
    expect(reasons.filter((reason) => !keys.includes(`reasons.${reason}`))).toEqual([]);
    // And none that it does not, but the one of a server that never answered.
    const said = keys.filter((key) => key.startsWith('reasons.')).map((key) => key.slice(8));
    expect(said.filter((reason) => !reasons.includes(reason))).toEqual(['notReached']);
  });
});

describe('the language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['zh-TW'], 'zh-CN'],
    [['fr', 'ko-KR'], 'ko'],
    [['', 'xx'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (wanted, picked) => {
    expect(pickLanguage(wanted, ['de', 'en', 'ko', 'zh-CN'])).toBe(picked);
  });
});
