// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { ActionButton } from '@/ui/ActionButton';
import { useFormats } from '@/ui/format';

import { Facts } from './Facts';
import { billingAction } from './RowActions';
import { Section } from './Section';
import type { PaneName } from './search';
import type { Subscription } from './subscriptions';

interface Props {
  subscription: Subscription;
  onOpen: (pane: PaneName) => void;
}

/** Price, term and recurring billing. */
export function PriceSection({ subscription, onOpen }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { price, term, billingFrequency, scheduledBillingFrequency, ...rest } = subscription;
  const day = (instant: string | null) => (instant ? formats.billingDay(instant) : '');
  return (
    <Section
      title={t('subscription.priceAndTerm')}
      actions={
        <ActionButton allowed={billingAction(subscription)} onClick={() => onOpen('billing')}>
          {t('subscription.changeBilling')}
        </ActionButton>
      }
    >
      <Facts
        facts={[
          {
            name: t('products.price'),
            value: t(`pricePer.${billingFrequency}`, { price: formats.money(price) }),
          },
          { name: t('subscription.term'), value: t(`term.${term}`) },
          rest.startedAt !== null && {
            name: t('subscription.started'),
            value: formats.day(rest.startedAt),
          },
          rest.expiresAt !== null && {
            name: t('subscription.paidUntil'),
            value: day(rest.expiresAt),
          },
          {
            name: t('billingPane.recurring'),
            value: t(`recurringBilling.${rest.recurringBilling}`),
          },
          {
            name: t('billingPane.frequency'),
            value: scheduledBillingFrequency
              ? t('subscription.frequencyChanges', {
                  now: t(`term.${billingFrequency}`),
                  later: t(`term.${scheduledBillingFrequency}`),
                  day: day(rest.renewsAt),
                })
              : t(`term.${billingFrequency}`),
          },
        ]}
      />
    </Section>
  );
}
