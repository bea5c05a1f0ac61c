// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { answer, type Schemas } from '@/api/client';

type Subscription = Schemas['Subscription'];
type Pending = Schemas['PendingSubscription'];

/** How a change that moves money stands: done, or not settled with the bank yet. */
export interface Settled {
  subscription: Subscription;
  isPending: boolean;
  /** Where the purchaser confirms; null: there is nothing to do but wait. */
  nextActionUrl: string | null;
  /** Sends the same again under the same key, which never does it twice: how it stands by now. */
  askAgain: () => Promise<Settled>;
}

type Call = Parameters<typeof answer<Subscription | Pending>>[0];

/** Sends a change whose payment may take longer than its answer. */
export async function settle(send: () => Call): Promise<Settled> {
  const { data } = await answer(send());
  const askAgain = () => settle(send);
  if ('subscription' in data)
    return {
      subscription: data.subscription,
      isPending: true,
      nextActionUrl: data.nextAction?.url ?? null,
      askAgain,
    };
  return { subscription: data, isPending: false, nextActionUrl: null, askAgain };
}
