// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0

const cjk = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

/**
 * Letters that stand for a name: the first of its first and last word; of a Korean, Chinese or
 * Japanese name, in which few family names are shared by many, what follows the family name.
 */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')];
  if (words.length === 1 && first.length > 1 && cjk.test(words[0]!))
    return first.slice(first.length > 2 ? -2 : -1).join('');
  const last = words.length > 1 ? [...words.at(-1)!] : [];
  return `${first[0] ?? ''}${last[0] ?? ''}`.toLocaleUpperCase();
}
