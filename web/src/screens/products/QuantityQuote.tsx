// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useCardName } from '@/screens/billing/cardText';
import { useFormats } from '@/ui/format';
import { isZero } from '@/ui/money';

import { QuoteBox } from './QuoteBox';
import { useBillingProfile, type Subscription } from './subscriptions';
import type { Quote } from './useQuote';

interface Props {
  subscription: Subscription;
  quantity: number;
  quote: Quote | undefined;
  isWaiting: boolean;
}

/** What another total costs today or gives back, and what is charged from then on. */
export function QuantityQuote({ subscription, quantity, quote, isWaiting }: Props) {
  const { t } = useTranslation();
  const cardName = useCardName();
  const formats = useFormats();
  const profile = useBillingProfile(subscription.billingProfileId).data;
  const card = profile?.paymentMethod ? cardName(profile.paymentMethod) : t('quote.yourCard');
  const difference = quantity - subscription.quantity;
  const size = Math.abs(difference);
  const amount = (money: Quote['total']) => formats.money(money);
  const today = (shown: Quote) => {
    if (shown.refund && !isZero(shown.refund))
      return t('quote.refunded', { amount: amount(shown.refund), card });
    if (!isZero(shown.dueNow))
      return t('quote.charged', { amount: amount(shown.dueNow), tax: amount(shown.tax), card });
    if (!isZero(shown.total))
      return t('quote.nextInvoice', { amount: amount(shown.total), tax: amount(shown.tax) });
    return t('quote.nothing');
  };
  return (
    <QuoteBox
      quote={quote}
      isWaiting={isWaiting}
      facts={(shown) => [
        {
          name: t('quote.change'),
          value: t(difference > 0 ? 'quote.more' : 'quote.fewer', {
            count: size,
            number: formats.number(size),
          }),
        },
        shown.effectiveAt === subscription.renewsAt && {
          name: t('quote.effective'),
          value: formats.billingDay(shown.effectiveAt),
        },
        { name: t('quote.today'), value: today(shown) },
        shown.nextCharge
          ? {
              name: t('quote.from', { day: formats.day(shown.nextCharge.date) }),
              value: t(`quote.each.${subscription.billingFrequency}`, {
                amount: amount(shown.nextCharge.amount),
              }),
            }
          : { name: t('quote.afterwards'), value: t('quote.noNextCharge') },
      ]}
    />
  );
}
