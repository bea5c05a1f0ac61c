// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0

/**
 * A number of licenses as people type or paste it: `105`, `1,250`, `1.250`, `１０５`. Undefined for
 * anything else, as for `1.5`, which is no number of licenses.
 */
export function parseQuantity(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{1,9}$/.test(plain)) return Number(plain);
  const grouped = /^\d{1,3}([,.'’\u0020])\d{3}(?:\1\d{3}){0,1}$/.test(plain);
  return grouped ? Number(plain.replaceAll(/\D/g, '')) : undefined;
}
