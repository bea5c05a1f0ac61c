// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';

import { meQuery } from '@/app/session';

const errorPage = lazyRouteComponent(() => import('@/app/ErrorPage'), 'ErrorPage');

/** The root of all pages, and what they all are given. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  errorComponent: errorPage,
});

/** All pages of somebody signed in: navigation and top bar around the page. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('@/app/Shell'), 'Shell'),
  errorComponent: errorPage,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
    return { me };
  },
});
