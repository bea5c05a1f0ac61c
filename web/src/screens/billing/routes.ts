// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';

import { begin } from '@/api/begin';
import { shellRoute } from '@/app/routes';

import { readInvoiceSearch } from './invoiceSearch';
import { invoiceDetailQuery, invoicePages } from './queries';

type Search = Record<string, unknown>;
const oneOf = <Value extends string>(value: unknown, known: readonly Value[]) =>
  known.find((one) => one === value);
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const billingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing',
  beforeLoad: () => {
    throw redirect({ to: '/billing/invoices' });
  },
});

export const invoicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/invoices',
  validateSearch: readInvoiceSearch,
  beforeLoad: ({ context: { queries }, search }) =>
    begin(queries.ensureInfiniteQueryData(invoicePages(search))),
  component: lazyRouteComponent(() => import('./InvoicesPage'), 'InvoicesPage'),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/invoices/$id',
  validateSearch: (search: Search): { pane?: 'pay' } => ({ pane: oneOf(search.pane, ['pay']) }),
  beforeLoad: ({ context: { queries }, params }) =>
    begin(queries.ensureQueryData(invoiceDetailQuery(params.id))),
  component: lazyRouteComponent(() => import('./InvoicePage'), 'InvoicePage'),
});

export const paymentMethodsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/payment-methods',
  validateSearch: (search: Search): { pane?: 'add' | 'edit' | 'delete'; card?: string } => ({
    pane: oneOf(search.pane, ['add', 'edit', 'delete']),
    card: text(search.card),
  }),
  component: lazyRouteComponent(() => import('./PaymentMethodsPage'), 'PaymentMethodsPage'),
});

const profilesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/profiles',
  component: lazyRouteComponent(() => import('./ProfilesPage'), 'ProfilesPage'),
});

const profilePanes = ['edit', 'card', 'replace', 'backup'] as const;
export const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/profiles/$id',
  validateSearch: (search: Search): { pane?: (typeof profilePanes)[number] } => ({
    pane: oneOf(search.pane, profilePanes),
  }),
  component: lazyRouteComponent(() => import('./ProfilePage'), 'ProfilePage'),
});

export const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/billing/account',
  validateSearch: (search: Search): { pane?: 'edit' } => ({ pane: oneOf(search.pane, ['edit']) }),
  component: lazyRouteComponent(() => import('./AccountPage'), 'AccountPage'),
});

export const billingRoutes = [
  billingRoute,
  invoicesRoute,
  invoiceRoute,
  paymentMethodsRoute,
  profilesRoute,
  profileRoute,
  accountRoute,
] as const;
