// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';

import { rememberNextAction } from './nextAction';

type Purchase = Schemas['BuySubscription'];

const isPending = (
  body: Schemas['Subscription'] | Schemas['PendingSubscription'],
): body is Schemas['PendingSubscription'] => 'subscription' in body;

/**
 * Buys. While it is not known how an attempt ended, the very same purchase is kept for another
 * one: a second token of the same card would make it another purchase.
 */
export function useBuying() {
  const navigate = useNavigate();
  const [open, setOpen] = useState<Purchase>();
  const command = useCommand({
    send: async (body: Purchase, key) =>
      (
        await answer(
          api.POST('/v1/subscriptions', { params: { header: { 'Idempotency-Key': key } }, body }),
        )
      ).data,
    onDone: (bought) => {
      if (isPending(bought) && bought.nextAction)
        rememberNextAction(bought.subscription.id, bought.nextAction.url);
      const { id } = isPending(bought) ? bought.subscription : bought;
      void navigate({ to: '/catalog/bought/$subscriptionId', params: { subscriptionId: id } });
    },
  });
  const buy = (purchase: Purchase) => {
    setOpen(purchase);
    command.mutate(purchase);
  };
  const { error } = command;
  const isUnknown = error !== null && (error.status === 0 || error.status >= 500);
  return {
    buy,
    error,
    isBusy: command.isPending,
    /** Nobody knows yet whether the last attempt bought. */
    isUnknown,
    tryAgain: () => {
      if (open) command.mutate(open);
    },
    forget: () => {
      setOpen(undefined);
      command.reset();
    },
  };
}

export type Buying = ReturnType<typeof useBuying>;
