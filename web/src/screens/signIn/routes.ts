// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';

import { rootRoute } from '@/app/routes';
import { meQuery } from '@/app/session';

/** A path of this app; anything else, such as another host, is not gone to after signing in. */
export const safeReturnTo = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { returnTo?: string } => ({
    returnTo: safeReturnTo(search.returnTo),
  }),
  beforeLoad: async ({ context, search }) => {
    if ((await context.queries.ensureQueryData(meQuery)) !== null)
      throw redirect({ href: search.returnTo ?? '/' });
  },
  component: lazyRouteComponent(() => import('./SignInPage'), 'SignInPage'),
});
