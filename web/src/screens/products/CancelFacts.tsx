// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useCardName } from '@/screens/billing/cardText';
import { useFormats } from '@/ui/format';
import { isZero } from '@/ui/money';

import { QuoteBox } from './QuoteBox';
import { useBillingProfile, useOffer, type Subscription } from './subscriptions';
import type { Quote } from './useQuote';

/** What is given back and where to, or why nothing is. */
function useRefundText(subscription: Subscription) {
  const { t } = useTranslation();
  const cardName = useCardName();
  const formats = useFormats();
  const profile = useBillingProfile(subscription.billingProfileId).data;
  const { offer } = useOffer(subscription);
  const card = profile?.paymentMethod ? cardName(profile.paymentMethod) : t('quote.yourCard');
  return (quote: Quote) => {
    if (quote.refund && !isZero(quote.refund))
      return t('quote.refunded', { amount: formats.money(quote.refund), card });
    if (subscription.status === 'trial') return t('cancelSubscription.noRefundTrial');
    if (offer?.cancelRefund === 'window')
      return t('cancelSubscription.noRefundWindow', {
        count: offer.cancelWindowHours,
        hours: formats.number(offer.cancelWindowHours),
      });
    if (offer?.cancelRefund === 'none') return t('cancelSubscription.noRefundOffer');
    return t('cancelSubscription.noRefund');
  };
}

const peopleKey = (people: number) =>
  people === 0 ? 'cancelSubscription.nobody' : 'cancelSubscription.people';

interface Props {
  subscription: Subscription;
  quote: Quote | undefined;
  isWaiting: boolean;
}

/** What happens when a subscription is canceled, before it is. */
export function CancelFacts({ subscription, quote, isWaiting }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const refundText = useRefundText(subscription);
  return (
    <QuoteBox
      quote={quote}
      isWaiting={isWaiting}
      facts={(shown) => [
        { name: t('cancelSubscription.happens'), value: t('cancelSubscription.disabled') },
        {
          name: t('cancelSubscription.affected'),
          value: t(peopleKey(shown.peopleAffected), {
            count: shown.peopleAffected,
            number: formats.number(shown.peopleAffected),
          }),
        },
        {
          name: t('cancelSubscription.lastDay'),
          value: t('cancelSubscription.today', { day: formats.billingDay(shown.effectiveAt) }),
        },
        { name: t('cancelSubscription.refund'), value: refundText(shown) },
      ]}
    />
  );
}

/** The same in short, for the last question. */
export function useLosses(subscription: Subscription, quote: Quote | undefined): string[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const refundText = useRefundText(subscription);
  if (!quote) return [];
  return [
    t(peopleKey(quote.peopleAffected), {
      count: quote.peopleAffected,
      number: formats.number(quote.peopleAffected),
    }),
    refundText(quote),
    t('cancelSubscription.restorable'),
  ];
}
