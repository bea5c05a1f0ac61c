// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import type { Schemas } from '@/api/client';

import { checkQuantity } from './checkoutInput';
import { checkoutRoute, type CheckoutSearch } from './routes';
import { offersFor, type WaysToBuy } from './waysToBuy';

/** What is chosen and typed so far. What is chosen is in the address, so that it can be linked. */
export function usePurchaseDraft(product: Schemas['Product'], ways: WaysToBuy) {
  const search = checkoutRoute.useSearch();
  const navigate = useNavigate();
  const isCentral =
    ways.organization.allowed && (search.for === 'organization' || !ways.selfService.allowed);
  const isOnlyTrials = ways.isOnlyTrials && !isCentral;
  const offers = offersFor(product, ways, isCentral);
  const offer = offers.find(({ code }) => code === search.offer) ?? offers[0]!;
  const isTrial = offer.trial !== null && (search.trial === true || isOnlyTrials);
  const [typedQuantity, setTypedQuantity] = useState(String(offer.minQuantity));
  const [nickname, setNickname] = useState('');
  const [chosenProfile, setProfileId] = useState('');
  const choose = (chosen: CheckoutSearch) =>
    void navigate({
      to: '/catalog/$productId',
      params: { productId: product.id },
      search: { ...search, ...chosen },
      replace: true,
      resetScroll: false,
    });
  return {
    offers,
    offer,
    isTrial,
    isOnlyTrials,
    isCentral,
    accountType: isCentral ? ('organization' as const) : ('selfService' as const),
    typedQuantity,
    setTypedQuantity,
    ...checkQuantity(typedQuantity, offer),
    nickname,
    setNickname,
    /** The profile to invoice; empty: a new one. */
    profileId: isCentral ? chosenProfile : '',
    setProfileId,
    choose,
  };
}

export type PurchaseDraft = ReturnType<typeof usePurchaseDraft>;
