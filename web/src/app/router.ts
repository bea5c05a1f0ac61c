// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import { createRouter, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute, shellRoute } from '@/app/routes';
import { adminRoutes } from '@/screens/admin/routes';
import { billingRoutes } from '@/screens/billing/routes';
import { catalogRoutes } from '@/screens/catalog/routes';
import { helpRoutes } from '@/screens/help/routes';
import { homeRoutes } from '@/screens/home/routes';
import { licenseRoutes } from '@/screens/licenses/routes';
import { operatorRoutes } from '@/screens/operator/routes';
import { peopleRoutes } from '@/screens/people/routes';
import { productRoutes } from '@/screens/products/routes';
import { signInRoute } from '@/screens/signIn/routes';

const tree = rootRoute.addChildren([
  signInRoute,
  shellRoute.addChildren([
    ...homeRoutes,
    ...productRoutes,
    ...catalogRoutes,
    ...licenseRoutes,
    ...billingRoutes,
    ...peopleRoutes,
    ...adminRoutes,
    ...operatorRoutes,
    ...helpRoutes,
  ]),
]);

export const createAppRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultNotFoundComponent: lazyRouteComponent(
      () => import('@/app/NotFoundPage'),
      'NotFoundPage',
    ),
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
