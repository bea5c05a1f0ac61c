// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import type { Schemas } from '@/api/client';

import { attentionOf, type Facts } from './attention';

const now = Date.parse('2026-11-28T00:00:00Z');
const invoice = (id: string, status: string, dueDate: string, kind = 'invoice') =>
  ({ id, status, dueDate, kind }) as Schemas['Invoice'];
const pool = (subscriptionId: string, total: number, available: number, purchaser: string) =>
  ({
    subscriptionId,
    total,
    available,
    purchaser: { id: purchaser },
    accountType: purchaser === 'org' ? 'organization' : 'selfService',
  }) as Schemas['License'];
const card = (id: string, uses: number) =>
  ({ id, usedBy: Array.from({ length: uses }) }) as Schemas['PaymentMethod'];
const renewal = (id: string, renewsAt: string | null) =>
  ({ id, renewsAt }) as Schemas['Subscription'];

const facts: Facts = {
  invoices: [
    invoice('late', 'due', '2026-12-01'),
    invoice('first', 'overdue', '2026-11-01'),
    invoice('paid', 'paid', '2026-10-01'),
    invoice('credit', 'due', '2026-10-01', 'creditNote'),
  ],
  cards: [card('used', 1), card('unused', 0), card('good', 2)],
  pools: [
    pool('mine', 5, 0, 'me'),
    pool('free', 5, 1, 'me'),
    pool('none', 0, 0, 'me'),
    pool('others', 5, 0, 'somebody'),
    pool('central', 5, 0, 'org'),
  ],
  renewals: [
    renewal('later', '2026-12-28T00:00:01Z'),
    renewal('second', '2026-12-28T00:00:00Z'),
    renewal('soon', '2026-11-30T00:00:00Z'),
    renewal('never', null),
  ],
};
const idsFor = (isAdmin: boolean) =>
  attentionOf(facts, { id: 'me', isAdmin }, ({ id }) => id !== 'good', now).map(({ id }) => id);

describe('what needs somebody', () => {
  it('is money first, then what is full, then what renews, each by its date', () => {
    expect(idsFor(false)).toEqual(['first', 'late', 'used', 'mine', 'soon', 'second']);
  });

  it('includes the pools of the organization for its admins, never those of others', () => {
    expect(idsFor(true)).toEqual(['first', 'late', 'used', 'mine', 'central', 'soon', 'second']);
  });
});
