// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

import { auditSearch, policiesSearch, purchasesSearch } from './search';

export const purchasesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/purchases',
  validateSearch: purchasesSearch,
  component: lazyRouteComponent(() => import('./purchases/PurchasesPage'), 'PurchasesPage'),
});

export const policiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/policies',
  validateSearch: policiesSearch,
  component: lazyRouteComponent(() => import('./policies/PoliciesPage'), 'PoliciesPage'),
});

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
});

export const adminRoutes = [purchasesRoute, policiesRoute, auditRoute] as const;
