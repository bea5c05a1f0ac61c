// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

import { rolesOfAll } from './roleNames';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <T extends string>(value: unknown, known: readonly T[]) =>
  known.find((one) => one === value);

export interface PeopleSearch {
  search?: string;
  state?: 'active' | 'disabled';
  kind?: 'member' | 'guest';
  pane?: 'add';
}

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: (search: Record<string, unknown>): PeopleSearch => ({
    search: text(search.search),
    state: oneOf(search.state, ['active', 'disabled']),
    kind: oneOf(search.kind, ['member', 'guest']),
    pane: oneOf(search.pane, ['add']),
  }),
  component: lazyRouteComponent(() => import('./PeoplePage'), 'PeoplePage'),
});

export const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$userId',
  validateSearch: (search: Record<string, unknown>): { pane?: 'edit' | 'password' | 'role' } => ({
    pane: oneOf(search.pane, ['edit', 'password', 'role']),
  }),
  component: lazyRouteComponent(() => import('./PersonPage'), 'PersonPage'),
});

export interface RolesSearch {
  role?: (typeof rolesOfAll)[number];
  billingProfileId?: string;
  pane?: 'grant';
}

export const rolesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/roles',
  validateSearch: (search: Record<string, unknown>): RolesSearch => ({
    role: oneOf(search.role, rolesOfAll),
    billingProfileId: text(search.billingProfileId),
    pane: oneOf(search.pane, ['grant']),
  }),
  component: lazyRouteComponent(() => import('./RolesPage'), 'RolesPage'),
});

export const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  validateSearch: (search: Record<string, unknown>): { pane?: 'token' | 'password' } => ({
    pane: oneOf(search.pane, ['token', 'password']),
  }),
  component: lazyRouteComponent(() => import('./AccountPage'), 'AccountPage'),
});

/** Pages of this area, below the shell. */
export const peopleRoutes = [peopleRoute, personRoute, rolesRoute, accountRoute] as const;
