// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

type Status = Schemas['SubscriptionStatus'];

export const tabs = ['products', 'trials', 'ended'] as const;
export type Tab = (typeof tabs)[number];

export const channels = ['selfService', 'organization'] as const;

export const panes = [
  'assign',
  'quantity',
  'billing',
  'profile',
  'nickname',
  'cancel',
  'reactivate',
] as const;
export type PaneName = (typeof panes)[number];

/** The filters, the tab and the open pane: all in the address, so that reload and Back work. */
export interface ProductsSearch {
  tab?: Exclude<Tab, 'products'>;
  scope?: 'mine' | 'organization';
  channel?: Schemas['AccountType'];
  status?: Status;
  buyer?: string;
  profile?: string;
  /** A day where billing days begin: renewals before it. */
  renewsBefore?: string;
  filter?: true;
  pane?: PaneName;
  id?: string;
}

/**
 * The states that a tab lists. The first one lists what can still be used or brought back, so that
 * a subscription does not vanish from it in the moment in which it is canceled.
 */
export const statusesOf: Record<Tab, readonly Status[]> = {
  products: ['pendingPayment', 'active', 'expired', 'disabled'],
  trials: ['trial'],
  ended: ['expired', 'disabled', 'deleted'],
};

const isOneOf = <T extends string>(known: readonly T[], value: unknown): value is T =>
  known.some((one) => one === value);
const idOf = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? value
    : undefined;
const dayOf = (value: unknown) =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value)
    ? value
    : undefined;

export const paneOf = (value: unknown) => (isOneOf(panes, value) ? value : undefined);

/** What is not known in an address is left out, not shown as an error. */
export function validateProductsSearch(search: Record<string, unknown>): ProductsSearch {
  const tab = isOneOf(tabs, search.tab) ? search.tab : 'products';
  const pane = paneOf(search.pane);
  const id = idOf(search.id);
  return {
    tab: tab === 'products' ? undefined : tab,
    scope: isOneOf(['mine', 'organization'], search.scope) ? search.scope : undefined,
    channel: isOneOf(channels, search.channel) ? search.channel : undefined,
    status: isOneOf(statusesOf[tab], search.status) ? search.status : undefined,
    buyer: idOf(search.buyer),
    profile: idOf(search.profile),
    renewsBefore: dayOf(search.renewsBefore),
    filter: search.filter === true || undefined,
    ...(pane && id ? { pane, id } : {}),
  };
}

/** The filters that narrow the list, in the order of their chips. */
export const filterNames = ['channel', 'status', 'buyer', 'profile', 'renewsBefore'] as const;
export type FilterName = (typeof filterNames)[number];
