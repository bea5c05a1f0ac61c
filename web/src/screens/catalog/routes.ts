// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const catalogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/catalog',
  validateSearch: (search: Record<string, unknown>): { search?: string } => ({
    search: text(search.search)?.slice(0, 100),
  }),
  component: lazyRouteComponent(() => import('./CatalogPage'), 'CatalogPage'),
});

export interface CheckoutSearch {
  /** The code of the chosen offer; absent: the first. */
  offer?: string;
  /** True: begins with the offer's trial. */
  trial?: boolean;
  /** For whom it is bought, where there is a choice. */
  for?: 'organization';
}

export const checkoutRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/catalog/$productId',
  validateSearch: (search: Record<string, unknown>): CheckoutSearch => ({
    offer: text(search.offer),
    trial: search.trial === true ? true : undefined,
    for: search.for === 'organization' ? 'organization' : undefined,
  }),
  component: lazyRouteComponent(() => import('./CheckoutPage'), 'CheckoutPage'),
});

export const boughtRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/catalog/bought/$subscriptionId',
  component: lazyRouteComponent(() => import('./BoughtPage'), 'BoughtPage'),
});

export const catalogRoutes = [catalogRoute, checkoutRoute, boughtRoute] as const;
