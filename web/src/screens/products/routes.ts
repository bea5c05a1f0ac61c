// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

import { paneOf, validateProductsSearch, type PaneName } from './search';

export const productsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/products',
  validateSearch: validateProductsSearch,
  component: lazyRouteComponent(() => import('./ProductsPage'), 'ProductsPage'),
});

export const subscriptionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/products/$subscriptionId',
  validateSearch: (search: Record<string, unknown>): { pane?: PaneName } => ({
    pane: paneOf(search.pane),
  }),
  component: lazyRouteComponent(() => import('./SubscriptionPage'), 'SubscriptionPage'),
});

export const productRoutes = [productsRoute, subscriptionRoute] as const;
