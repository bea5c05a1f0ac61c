// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { isZero } from '@/ui/money';
import { parseQuantity } from '@/ui/quantity';

type Offer = Schemas['Offer'];

/** What is wrong with a number of licenses, as a key of `catalog.quantityErrors`. */
export type QuantityError = 'missing' | 'notWhole' | 'tooFew' | 'tooMany';

export function checkQuantity(
  typed: string,
  { minQuantity, maxQuantity }: Pick<Offer, 'minQuantity' | 'maxQuantity'>,
): { quantity?: number; error?: QuantityError } {
  if (typed.trim() === '') return { error: 'missing' };
  const quantity = parseQuantity(typed);
  if (quantity === undefined) return { error: 'notWhole' };
  if (quantity < minQuantity) return { error: 'tooFew' };
  if (quantity > maxQuantity) return { error: 'tooMany' };
  return { quantity };
}

/** Whether a card is charged now or will be; before the quote is there, as the offer says. */
export function needsCard(
  offer: Offer,
  isTrial: boolean,
  quote: Pick<Schemas['Quote'], 'total' | 'nextCharge'> | undefined,
): boolean {
  if (isTrial && !offer.trial?.needsPaymentMethod) return false;
  if (!quote) return true;
  return !isZero(quote.total) || (quote.nextCharge !== null && !isZero(quote.nextCharge.amount));
}
