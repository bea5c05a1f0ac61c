// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0

export interface Expiry {
  month: number;
  year: number;
}

const pattern = /^(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})$/;

/** The date on a card as it is typed, `4/30` or `04/2030`; undefined: it is none. */
export function readExpiry(text: string): Expiry | undefined {
  // Full-width digits and slashes, as input methods of East Asia type them.
  const found = pattern.exec(text.normalize('NFKC').trim());
  if (!found) return undefined;
  const month = Number(found[1]);
  const year = Number(found[2]!.length === 2 ? `20${found[2]}` : found[2]);
  return month >= 1 && month <= 12 ? { month, year } : undefined;
}

/** Whether the month of a card's date is over. */
export const isPastExpiry = ({ month, year }: Expiry, now = new Date()) =>
  year * 12 + month < now.getFullYear() * 12 + now.getMonth() + 1;
