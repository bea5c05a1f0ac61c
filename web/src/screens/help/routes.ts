// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

const helpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('./HelpPage'), 'HelpPage'),
});

export const topicRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help/$topic',
  component: lazyRouteComponent(() => import('./TopicPage'), 'TopicPage'),
});

export const helpRoutes = [helpRoute, topicRoute] as const;
