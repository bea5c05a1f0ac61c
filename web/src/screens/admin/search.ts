// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

type Search = Record<string, unknown>;

const isOneOf = <T extends string>(known: readonly T[], value: unknown): value is T =>
  known.some((one) => one === value);
const idOf = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    ? value
    : undefined;
const dayOf = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !isNaN(Date.parse(value))
    ? value
    : undefined;

export const statuses = [
  'pendingPayment',
  'trial',
  'active',
  'expired',
  'disabled',
  'deleted',
] as const satisfies readonly Schemas['SubscriptionStatus'][];

export interface PurchasesSearch {
  product?: string;
  purchaser?: string;
  status?: Schemas['SubscriptionStatus'];
  /** A day where billing days begin: renewals before it. */
  renewsBefore?: string;
  /** The purchase whose history is open. */
  history?: string;
}

/** What is not known in an address is left out, not shown as an error. */
export const purchasesSearch = (search: Search): PurchasesSearch => ({
  product: idOf(search.product),
  purchaser: idOf(search.purchaser),
  status: isOneOf(statuses, search.status) ? search.status : undefined,
  renewsBefore: dayOf(search.renewsBefore),
  history: idOf(search.history),
});

export interface PoliciesSearch {
  /** The product whose policy is open, or `default`. */
  product?: string;
}

export const policiesSearch = (search: Search): PoliciesSearch => ({
  product: search.product === 'default' ? 'default' : idOf(search.product),
});

export interface AuditSearch {
  actor?: string;
  action?: string;
  subject?: string;
  /** The first and the last day, in the reader's time zone. */
  from?: string;
  to?: string;
}

export const auditSearch = (search: Search): AuditSearch => ({
  actor: idOf(search.actor),
  action:
    typeof search.action === 'string' && /^[A-Za-z]{1,100}$/.test(search.action)
      ? search.action
      : undefined,
  subject: idOf(search.subject),
  from: dayOf(search.from),
  to: dayOf(search.to),
});
