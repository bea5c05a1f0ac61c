// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';

import { ApiError, api, result, type Schemas } from '@/api/client';
import { productQuery, versionedSubscriptionQuery } from '@/api/queries';
import { usePages } from '@/api/usePages';
import { startOfDay } from '@/ui/day';

import { statusesOf, type ProductsSearch } from './search';

export type Subscription = Schemas['Subscription'];
type Status = Schemas['SubscriptionStatus'];

/** As many rows as one page of the list has, however many questions it takes. */
const pageSize = 50;

interface Place {
  /** Which of the tab's questions is next, and where its answer goes on. */
  question: number;
  cursor?: string;
}

/** The subscriptions of a tab, filtered, page by page. */
export function useSubscriptionPages(
  search: ProductsSearch,
  scope: 'mine' | 'organization',
  timeZone: string,
) {
  const tab = search.tab ?? 'products';
  // The list can be asked for one state, or for all but deleted ones.
  const questions: (Status | undefined)[] = search.status
    ? [search.status]
    : tab === 'products'
      ? [undefined]
      : [...statusesOf[tab]];
  const query = {
    scope,
    accountType: search.channel,
    purchaserId: scope === 'organization' ? search.buyer : undefined,
    billingProfileId: search.profile,
    renewsBefore: search.renewsBefore && startOfDay(search.renewsBefore, timeZone),
    limit: pageSize,
  };
  return usePages(['subscriptions', query, questions], async (start, signal) => {
    let place: Place | undefined = start ? (JSON.parse(start) as Place) : { question: 0 };
    const items: Subscription[] = [];
    while (place && items.length < pageSize) {
      const page: Schemas['SubscriptionList'] = await result(
        api.GET('/v1/subscriptions', {
          params: { query: { ...query, status: questions[place.question], cursor: place.cursor } },
          signal,
        }),
      );
      items.push(...page.items.filter((row) => statusesOf[tab].includes(row.status)));
      if (page.nextCursor) place = { ...place, cursor: page.nextCursor };
      else place = questions[place.question + 1] ? { question: place.question + 1 } : undefined;
    }
    return { items, nextCursor: place ? JSON.stringify(place) : null };
  });
}

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
        if (error instanceof ApiError && (error.status === 403 || error.status === 404))
          return null;
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
