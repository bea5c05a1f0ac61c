// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { api, result } from '@/api/client';
import { pagesQuery } from '@/api/usePages';

import type { LicensesSearch } from './routes';

const pageSize = 200;

/** The licenses that the address asks for: a row for each product, or for each subscription. */
export const licensePages = ({ groupBy, accountType }: LicensesSearch) =>
  pagesQuery(['licenses', groupBy, accountType], (cursor, signal) =>
    result(
      api.GET('/v1/licenses', {
        params: { query: { groupBy, accountType, limit: pageSize, cursor } },
        signal,
      }),
    ),
  );

/** The subscriptions of one product, each with its licenses. */
export const poolPages = (productId: string) =>
  pagesQuery(['licenses', 'subscription', productId], (cursor, signal) =>
    result(
      api.GET('/v1/licenses', {
        params: { query: { groupBy: 'subscription', productId, limit: pageSize, cursor } },
        signal,
      }),
    ),
  );

/** As many people as the API takes in one call. */
export const peopleMax = 20;

/**
 * Who of the people found by a search holds a license of the subscription. Both lists are searched
 * and ordered alike, so that the first holders are all those among as many people.
 */
export const findHolders =
  (subscriptionId: string, limit: number) => async (search: string, signal: AbortSignal) => {
    const page = await result(
      api.GET('/v1/subscriptions/{id}/assignments', {
        params: { path: { id: subscriptionId }, query: { search, limit } },
        signal,
      }),
    );
    return new Set(page.items.map(({ user }) => user.id));
  };
