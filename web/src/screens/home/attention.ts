// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

type Invoice = Schemas['Invoice'];
type License = Schemas['License'];
type PaymentMethod = Schemas['PaymentMethod'];
type Subscription = Schemas['Subscription'];

/** Something that somebody should look at, the most urgent kinds first. */
export type Attention =
  | { kind: 'invoice'; id: string; invoice: Invoice }
  | { kind: 'card'; id: string; card: PaymentMethod }
  | { kind: 'full'; id: string; pool: License }
  | { kind: 'renewal'; id: string; subscription: Subscription };

export interface Facts {
  invoices: Invoice[];
  cards: PaymentMethod[];
  pools: License[];
  renewals: Subscription[];
}

const dayMs = 86_400_000;
const renewalDays = 30;

export const isWithin = (instant: string | null, days: number, now: number) =>
  instant !== null && Date.parse(instant) - now <= days * dayMs;

/** A pool that the reader can add to: their own, or the organization's for its admins. */
const isActable = (pool: License, readerId: string, isAdmin: boolean) =>
  pool.purchaser?.id === readerId || (isAdmin && pool.accountType === 'organization');

export function attentionOf(
  { invoices, cards, pools, renewals }: Facts,
  reader: { id: string; isAdmin: boolean },
  needsAttention: (card: PaymentMethod) => boolean,
  now = Date.now(),
): Attention[] {
  const unpaid = invoices
    .filter(({ kind, status }) => kind === 'invoice' && (status === 'due' || status === 'overdue'))
    .toSorted((a, b) => (a.dueDate ?? '').localeCompare(b.dueDate ?? ''));
  const full = pools.filter(
    (pool) => pool.total > 0 && pool.available === 0 && isActable(pool, reader.id, reader.isAdmin),
  );
  const soon = renewals
    .filter(({ renewsAt }) => isWithin(renewsAt, renewalDays, now))
    .toSorted((a, b) => (a.renewsAt ?? '').localeCompare(b.renewsAt ?? ''));
  return [
    ...unpaid.map((invoice) => ({ kind: 'invoice' as const, id: invoice.id, invoice })),
    ...cards
      .filter((card) => card.usedBy.length > 0 && needsAttention(card))
      .map((card) => ({ kind: 'card' as const, id: card.id, card })),
    ...full.map((pool) => ({ kind: 'full' as const, id: pool.subscriptionId ?? '', pool })),
    ...soon.map((subscription) => ({
      kind: 'renewal' as const,
      id: subscription.id,
      subscription,
    })),
  ];
}
