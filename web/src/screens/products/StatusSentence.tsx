// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { api, result } from '@/api/client';
import { useCardName } from '@/screens/billing/cardText';
import { SubscriptionStatus } from '@/ui/SubscriptionStatus';
import { useFormats } from '@/ui/format';

import { useLifecycle } from './lifecycle';
import { useBillingProfile, type Subscription } from './subscriptions';

/** What the next renewal will cost; undefined while it is not known or none comes. */
function useRenewalTotal({ id, renewsAt, quantity, recurringBilling, ...rest }: Subscription) {
  const seen = [renewsAt, quantity, recurringBilling, rest.scheduledQuantity];
  return useQuery({
    queryKey: ['quote', 'renewal', id, seen],
    queryFn: ({ signal }) =>
      result(api.POST('/v1/quotes', { body: { kind: 'renewal', subscriptionId: id }, signal })),
    enabled: renewsAt !== null,
    retry: false,
  }).data?.total;
}

/** How a subscription stands and what comes next, in one sentence. */
export function StatusSentence({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const cardName = useCardName();
  const lifecycle = useLifecycle();
  const total = useRenewalTotal(subscription);
  const profile = useBillingProfile(subscription.billingProfileId).data;
  const { status, renewsAt } = subscription;
  const { next, note } = lifecycle(subscription);
  const values = {
    day: renewsAt ? formats.billingDay(renewsAt) : '',
    amount: total ? formats.money(total) : '',
    card: profile?.paymentMethod ? cardName(profile.paymentMethod) : '',
  };
  const sentence =
    renewsAt && total
      ? t(
          `subscription.${status === 'trial' ? 'becomesPaid' : 'renews'}${
            profile?.paymentMethod ? 'OnCard' : ''
          }`,
          values,
        )
      : next;
  return (
    <>
      <SubscriptionStatus status={status} /> {sentence}
      {note && ` · ${note}`}
    </>
  );
}
