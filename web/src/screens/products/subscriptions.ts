// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';

import { api, isHidden, result, type Schemas } from '@/api/client';
import { productQuery, versionedSubscriptionQuery } from '@/api/queries';

export type Subscription = Schemas['Subscription'];

export type { VersionedSubscription as Versioned } from '@/api/queries';

export const useSubscription = (id: string) => useQuery(versionedSubscriptionQuery(id));

/** The billing profile; null: the caller has no role on it and may not see it. */
export const useBillingProfile = (id: string | undefined) =>
  useQuery({
    queryKey: ['billingProfile', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id: id! } };
      try {
        return await result(api.GET('/v1/billing-profiles/{id}', { params, signal }));
      } catch (error) {
        if (isHidden(error)) return null;
        throw error;
      }
    },
    enabled: id !== undefined,
  });

/** The offer a subscription was bought by; undefined when it is not sold any more. */
export function useOffer(subscription: Subscription) {
  const product = useQuery(productQuery(subscription.productId));
  return {
    isLoading: product.isPending,
    offers: product.data?.offers ?? [],
    offer: product.data?.offers.find(({ id }) => id === subscription.offerId),
  };
}
