// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What several areas read, each under one key: two shapes under one key break whichever page comes
// second.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { answer, api, result, type Schemas } from './client';

export interface VersionedSubscription {
  subscription: Schemas['Subscription'];
  /** Names the version that is shown, for If-Match. */
  etag: string;
}

export const versionedSubscriptionQuery = (id: string) =>
  queryOptions({
    queryKey: ['subscription', id],
    queryFn: async ({ signal }): Promise<VersionedSubscription> => {
      const { data, response } = await answer(
        api.GET('/v1/subscriptions/{id}', { params: { path: { id } }, signal }),
      );
      return { subscription: data, etag: response.headers.get('ETag') ?? '' };
    },
  });

export const subscriptionQuery = (id: string) => ({
  ...versionedSubscriptionQuery(id),
  select: ({ subscription }: VersionedSubscription) => subscription,
});

export const productQuery = (productId: string | undefined) =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) =>
      result(
        api.GET('/v1/products/{productId}', {
          params: { path: { productId: productId! } },
          signal,
        }),
      ),
    enabled: productId !== undefined,
  });

/** All billing profiles that the caller has a role on. */
export const billingProfilesQuery = queryOptions({
  queryKey: ['billingProfiles', 'all'],
  queryFn: async ({ signal }) => {
    const found: Schemas['BillingProfile'][] = [];
    let cursor: string | undefined;
    do {
      const params = { query: { limit: 200, cursor } };
      const page = await result(api.GET('/v1/billing-profiles', { params, signal }));
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return found;
  },
  placeholderData: keepPreviousData,
});
