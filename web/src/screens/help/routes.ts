// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shellRoute } from '@/app/routes';

export const helpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help',
  validateSearch: ({ search }): { search?: string } =>
    typeof search === 'string' && search !== '' ? { search } : {},
  component: lazyRouteComponent(() => import('./HelpPage'), 'HelpPage'),
});

const topicPage = lazyRouteComponent(() => import('./TopicPage'), 'TopicPage');

const topicRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help/$topic',
  component: topicPage,
});

// Clouds may link to a topic by their own name, so that a link says where it belongs.
const cloudTopicRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help/$cloud/$topic',
  component: topicPage,
});

export const helpRoutes = [helpRoute, topicRoute, cloudTopicRoute] as const;
