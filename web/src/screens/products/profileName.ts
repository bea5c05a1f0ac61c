// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { useCardName } from '@/screens/billing/cardText';

/** A billing profile with its card: those of one person have one name. */
export function useProfileName() {
  const cardName = useCardName();
  return ({ name, paymentMethod }: Schemas['BillingProfile']) =>
    paymentMethod ? `${name} · ${cardName(paymentMethod)}` : name;
}
