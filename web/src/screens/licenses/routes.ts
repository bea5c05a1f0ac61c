// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { begin } from '@/api/begin';
import { productQuery } from '@/api/queries';
import { shellRoute } from '@/app/routes';

import { licensePages, poolPages } from './queries';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <T extends string>(value: unknown, known: readonly T[]) =>
  known.find((one) => one === value);

export interface LicensesSearch {
  groupBy?: 'subscription';
  accountType?: 'selfService' | 'organization';
  search?: string;
}

export const licensesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/licenses',
  validateSearch: (search: Record<string, unknown>): LicensesSearch => ({
    groupBy: oneOf(search.groupBy, ['subscription']),
    accountType: oneOf(search.accountType, ['selfService', 'organization']),
    search: text(search.search),
  }),
  beforeLoad: ({ context: { queries }, search }) =>
    begin(queries.ensureInfiniteQueryData(licensePages(search))),
  component: lazyRouteComponent(() => import('./LicensesPage'), 'LicensesPage'),
});

export interface ProductLicensesSearch {
  /** The subscription whose people are shown; absent: the first. */
  pool?: string;
  search?: string;
  pane?: 'assign' | 'many' | 'plans';
  /** Whose apps the pane is about. */
  person?: string;
}

export const productLicensesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/licenses/$productId',
  validateSearch: (search: Record<string, unknown>): ProductLicensesSearch => ({
    pool: text(search.pool),
    search: text(search.search),
    pane: oneOf(search.pane, ['assign', 'many', 'plans']),
    person: text(search.person),
  }),
  beforeLoad: ({ context: { queries }, params: { productId } }) => {
    begin(queries.ensureInfiniteQueryData(poolPages(productId)));
    begin(queries.ensureQueryData(productQuery(productId)));
  },
  component: lazyRouteComponent(() => import('./ProductLicensesPage'), 'ProductLicensesPage'),
});

export const jobRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/jobs/$jobId',
  validateSearch: (search: Record<string, unknown>): { only?: 'refused' } => ({
    only: oneOf(search.only, ['refused']),
  }),
  component: lazyRouteComponent(() => import('./JobPage'), 'JobPage'),
});

/** Pages of this area, below the shell. */
export const licenseRoutes = [licensesRoute, productLicensesRoute, jobRoute] as const;
