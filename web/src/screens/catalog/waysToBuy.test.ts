// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import type { Schemas } from '@/api/client';

import { offersFor, waysToBuy } from './waysToBuy';

const offer = (code: string, trial: Schemas['TrialTerms'] | null) =>
  ({ code, trial }) as Schemas['Offer'];
const free = offer('free', { days: 30, needsPaymentMethod: false });
const withCard = offer('withCard', { days: 30, needsPaymentMethod: true });
const plain = offer('plain', null);
const product = (reason: Schemas['Reason'] | undefined, offers = [free, withCard, plain]) =>
  ({
    offers,
    eligibility: reason ? { allowed: false, reason } : { allowed: true },
  }) as Schemas['Product'];
const who = (mayBuyCentral: boolean) =>
  ({
    allowedActions: {
      buyCentralSubscription: mayBuyCentral
        ? { allowed: true }
        : { allowed: false, reason: 'roleRequired' },
    },
  }) as Schemas['Me'];

describe('the ways to buy', () => {
  it('are self-service for members', () => {
    const ways = waysToBuy(product(undefined), who(false));
    expect(ways.any).toEqual({ allowed: true });
    expect(ways.organization.allowed).toBe(false);
  });

  it('are none where self-service is refused, with its reason', () => {
    expect(waysToBuy(product('policyDisabled'), who(false)).any).toEqual({
      allowed: false,
      reason: 'policyDisabled',
    });
  });

  it('are the organization alone for admins where self-service is refused', () => {
    const ways = waysToBuy(product('productNotSelfService'), who(true));
    expect(ways.any.allowed).toBe(true);
    expect(ways.selfService.allowed).toBe(false);
  });

  it('are trials without a card where the policy allows no more', () => {
    const tried = product('policyOnlyTrials');
    const ways = waysToBuy(tried, who(true));
    expect(ways.isOnlyTrials).toBe(true);
    expect(offersFor(tried, ways, false)).toEqual([free]);
    expect(offersFor(tried, ways, true)).toHaveLength(3);
    expect(waysToBuy(product('policyOnlyTrials', [plain]), who(false)).any.allowed).toBe(false);
  });
});
