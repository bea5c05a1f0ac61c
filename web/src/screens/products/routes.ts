// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { begin } from '@/api/begin';
import { versionedSubscriptionQuery } from '@/api/queries';
import { shellRoute } from '@/app/routes';

import { paneOf, validateProductsSearch, type PaneName } from './search';
import { subscriptionPages } from './subscriptionPages';

export const productsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/products',
  validateSearch: validateProductsSearch,
  beforeLoad: ({ context: { queries, me }, search }) =>
    begin(queries.ensureInfiniteQueryData(subscriptionPages(search, me))),
  component: lazyRouteComponent(() => import('./ProductsPage'), 'ProductsPage'),
});

export const subscriptionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/products/$subscriptionId',
  validateSearch: (search: Record<string, unknown>): { pane?: PaneName } => ({
    pane: paneOf(search.pane),
  }),
  beforeLoad: ({ context: { queries }, params }) =>
    begin(queries.ensureQueryData(versionedSubscriptionQuery(params.subscriptionId))),
  component: lazyRouteComponent(() => import('./SubscriptionPage'), 'SubscriptionPage'),
});

export const productRoutes = [productsRoute, subscriptionRoute] as const;
