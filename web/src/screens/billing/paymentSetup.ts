// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';

import { api, result } from '@/api/client';

/** The gateway that cards are given to, and its page of card fields. */
export const paymentSetupQuery = queryOptions({
  queryKey: ['paymentSetup'],
  queryFn: ({ signal }) => result(api.GET('/v1/payment-setup', { signal })),
  staleTime: Infinity,
});
