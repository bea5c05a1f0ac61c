// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    // The operator belongs to no organization, and has nothing at home.
    if (context.me.organization === null) throw redirect({ to: '/operator/catalog' });
  },
  component: lazyRouteComponent(() => import('./HomePage'), 'HomePage'),
});

export const homeRoutes = [homeRoute] as const;
