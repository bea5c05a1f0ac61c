// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import type { Me } from '@/app/session';

type AllowedAction = Schemas['AllowedAction'];
type Offer = Schemas['Offer'];
type Product = Schemas['Product'];

export interface WaysToBuy {
  selfService: AllowedAction;
  /** Self-service goes no further than offers with a trial that needs no card. */
  isOnlyTrials: boolean;
  organization: AllowedAction;
  /** Whether there is any way at all, else why there is none. */
  any: AllowedAction;
}

export const hasTrialWithoutCard = ({ trial }: Offer) =>
  trial !== null && !trial.needsPaymentMethod;

/** How somebody may buy a product: by self-service, by trials alone, for the organization. */
export function waysToBuy(product: Product, { allowedActions }: Pick<Me, 'allowedActions'>) {
  const isOnlyTrials =
    product.eligibility.reason === 'policyOnlyTrials' && product.offers.some(hasTrialWithoutCard);
  const selfService: AllowedAction = isOnlyTrials ? { allowed: true } : product.eligibility;
  const organization: AllowedAction =
    product.offers.length === 0
      ? { allowed: false, reason: 'offerNotAvailable' }
      : allowedActions.buyCentralSubscription;
  const any = selfService.allowed || !organization.allowed ? selfService : organization;
  return { selfService, isOnlyTrials, organization, any } satisfies WaysToBuy;
}

/** The offers that can be chosen in a way. */
export const offersFor = (product: Product, ways: WaysToBuy, isCentral: boolean) =>
  isCentral || !ways.isOnlyTrials ? product.offers : product.offers.filter(hasTrialWithoutCard);
