// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { parseQuantity } from '@/ui/quantity';

import { emptyPrice, priceOf, type PriceDraft } from './PriceFields';
import { parsePlans, plansText, type ProductInput } from './catalogDocument';

/** A product's own words while they are typed. */
export interface DetailsDraft {
  name: string;
  description: string;
  taxCategory: string;
  isSelfService: boolean;
  /** Country codes, apart by blanks or commas. */
  excluded: string;
  /** A line `code: name` for each service plan. */
  plans: string;
}

export const detailsDraftOf = (product?: Schemas['CatalogProduct']): DetailsDraft => ({
  name: product?.name ?? '',
  description: product?.description ?? '',
  taxCategory: product?.taxCategory ?? 'standard',
  isSelfService: product?.isSelfService ?? true,
  excluded: product?.excludedCountries.join(' ') ?? '',
  plans: plansText(product?.servicePlans),
});

export const isSku = (text: string) => /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/.test(text.trim());
export const isCode = (text: string) => /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(text.trim());

/** Country codes in upper case; undefined when something is none. */
export function parseCountries(text: string): string[] | undefined {
  const codes = text
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '');
  return codes.every((code) => /^[A-Z]{2}$/.test(code)) ? [...new Set(codes)] : undefined;
}

export function detailsOf(draft: DetailsDraft): Omit<ProductInput, 'sku' | 'offers'> | undefined {
  const servicePlans = parsePlans(draft.plans);
  const excludedCountries = parseCountries(draft.excluded);
  if (draft.name.trim() === '' || draft.taxCategory.trim() === '') return undefined;
  if (!servicePlans || !excludedCountries) return undefined;
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    taxCategory: draft.taxCategory.trim(),
    isSelfService: draft.isSelfService,
    excludedCountries,
    servicePlans,
  };
}

export interface OfferDraft {
  code: string;
  term: Schemas['Term'];
  price: PriceDraft;
  trialDays: string;
  trialNeedsCard: boolean;
  min: string;
  max: string;
}

export const emptyOffer = (timeZone: string): OfferDraft => ({
  code: 'monthly',
  term: 'monthly',
  price: emptyPrice(timeZone),
  trialDays: '0',
  trialNeedsCard: true,
  min: '1',
  max: '100000',
});

const quantityMax = 100_000;
const trialDaysMax = 365;

/** Whether a number of licenses can be a limit. */
export const parseLimit = (text: string) => {
  const value = parseQuantity(text);
  return value !== undefined && value >= 1 && value <= quantityMax ? value : undefined;
};

/** Days of a trial, 0 for none. */
export const parseTrialDays = (text: string) =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) <= trialDaysMax ? Number(text) : undefined;

export function offerOf(
  draft: OfferDraft,
  timeZone: string,
): Schemas['CatalogOfferInput'] | undefined {
  const price = priceOf(draft.price, timeZone);
  const [minQuantity, maxQuantity] = [parseLimit(draft.min), parseLimit(draft.max)];
  const days = parseTrialDays(draft.trialDays);
  if (!price || !isCode(draft.code) || days === undefined) return undefined;
  if (minQuantity === undefined || maxQuantity === undefined || minQuantity > maxQuantity)
    return undefined;
  return {
    code: draft.code.trim(),
    term: draft.term,
    trial: days === 0 ? null : { days, needsPaymentMethod: draft.trialNeedsCard },
    minQuantity,
    maxQuantity,
    prices: [price],
  };
}
