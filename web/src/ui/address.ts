// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

/** An address while it is typed: every part is text. */
export interface AddressDraft {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
}

export const emptyAddress = (country = ''): AddressDraft => ({
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  country,
});

export const draftOfAddress = (address: Schemas['Address']): AddressDraft => ({
  line1: address.line1,
  line2: address.line2 ?? '',
  city: address.city,
  region: address.region ?? '',
  postalCode: address.postalCode ?? '',
  country: address.country,
});

const orNull = (text: string) => text.trim() || null;

/** As the API takes it: what is empty is absent. */
export const addressOfDraft = (draft: AddressDraft): Schemas['AddressInput'] => ({
  line1: draft.line1.trim(),
  line2: orNull(draft.line2),
  city: draft.city.trim(),
  region: orNull(draft.region),
  postalCode: orNull(draft.postalCode),
  country: draft.country,
});

const neededParts = ['line1', 'city', 'country'] as const;

/** Whether everything is there that an address needs. */
export const isAddressComplete = (draft: AddressDraft) =>
  neededParts.every((part) => draft[part].trim() !== '');

// Countries whose addresses begin with the largest part.
const largestFirst = new Set(['CN', 'JP', 'KP', 'KR', 'TW']);
// Countries that write the postal code behind the city.
const postalCodeLast = new Set(['AU', 'BR', 'CA', 'GB', 'ID', 'IE', 'IN', 'NZ', 'SG', 'US', 'VN']);

/** An address as the lines of an envelope in its country. */
export function addressLines(address: Schemas['Address'], countryName: string): string[] {
  // Regions are kept as codes of ISO 3166-2; those of digits alone mean nothing on an envelope.
  const region = address.region && !/^\d+$/.test(address.region) ? address.region : null;
  const joined = (parts: (string | null)[]) => parts.filter(Boolean).join(' ');
  if (largestFirst.has(address.country))
    return [
      joined([countryName, address.postalCode]),
      joined([region, address.city, address.line1]),
      address.line2 ?? '',
    ].filter(Boolean);
  const city = postalCodeLast.has(address.country)
    ? joined([address.city, region, address.postalCode])
    : joined([address.postalCode, address.city]);
  return [address.line1, address.line2 ?? '', city, countryName].filter(Boolean);
}
