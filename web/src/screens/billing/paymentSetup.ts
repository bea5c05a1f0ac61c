// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';

import { api, result } from '@/api/client';

interface PaymentSetup {
  gateway: 'sandbox' | 'stripe';
  publishableKey: string | null;
  fieldsUrl: string | null;
}

/** The gateway that cards are given to, and its page of card fields. */
export const paymentSetupQuery = queryOptions({
  queryKey: ['paymentSetup'],
  queryFn: async ({ signal }) =>
    (await result(api.GET('/v1/payment-setup' as never, { signal } as never))) as PaymentSetup,
  staleTime: Infinity,
});
