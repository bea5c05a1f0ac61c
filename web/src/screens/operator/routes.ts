// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

export const catalogTabs = ['products', 'taxes', 'document'] as const;
export type CatalogTab = (typeof catalogTabs)[number];
export const catalogPanes = ['add', 'edit', 'price'] as const;

export interface OperatorCatalogSearch {
  tab?: Exclude<CatalogTab, 'products'>;
  pane?: (typeof catalogPanes)[number];
  /** The product that the pane is about. */
  sku?: string;
}

const isOneOf = <T extends string>(known: readonly T[], value: unknown): value is T =>
  known.some((one) => one === value);

/** What is not known in an address is left out, not shown as an error. */
export function operatorCatalogSearch(search: Record<string, unknown>): OperatorCatalogSearch {
  const sku = typeof search.sku === 'string' && search.sku !== '' ? search.sku : undefined;
  const pane = isOneOf(catalogPanes, search.pane) ? search.pane : undefined;
  return {
    tab: isOneOf(['taxes', 'document'], search.tab) ? search.tab : undefined,
    ...(pane === 'add' && { pane }),
    ...(pane && pane !== 'add' && sku && { pane, sku }),
  };
}

export const operatorCatalogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/catalog',
  validateSearch: operatorCatalogSearch,
  component: lazyRouteComponent(() => import('./OperatorCatalogPage'), 'OperatorCatalogPage'),
});

export const organizationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operator/organizations',
  component: lazyRouteComponent(() => import('./OrganizationsPage'), 'OrganizationsPage'),
});

export const operatorRoutes = [operatorCatalogRoute, organizationsRoute] as const;
