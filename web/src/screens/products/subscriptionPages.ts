// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { api, result, type Schemas } from '@/api/client';
import { pagesQuery } from '@/api/usePages';
import type { Me } from '@/app/session';
import { startOfDay } from '@/ui/day';

import { statusesOf, type ProductsSearch } from './search';

type Subscription = Schemas['Subscription'];
type Status = Schemas['SubscriptionStatus'];

/** As many rows as one page of the list has, however many questions it takes. */
const pageSize = 50;

interface Place {
  /** Which of the tab's questions is next, and where its answer goes on. */
  question: number;
  cursor?: string;
}

/** Whose subscriptions are shown: those of all where that is allowed and nothing else is asked. */
export const scopeOf = (search: ProductsSearch, { allowedActions }: Me) =>
  allowedActions.listOrganizationSubscriptions.allowed ? (search.scope ?? 'organization') : 'mine';

/** The subscriptions of a tab, filtered, page by page. */
export function subscriptionPages(search: ProductsSearch, me: Me) {
  const tab = search.tab ?? 'products';
  const scope = scopeOf(search, me);
  const timeZone = me.organization?.timeZone ?? 'UTC';
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
  return pagesQuery(['subscriptions', query, questions], async (start, signal) => {
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
