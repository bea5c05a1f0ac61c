// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useCardName } from '@/screens/billing/cardText';
import { ActionButton } from '@/ui/ActionButton';
import { ErrorBar } from '@/ui/ErrorBar';

import { Facts } from './Facts';
import { Section } from './Section';
import type { PaneName } from './search';
import { useBillingProfile, type Subscription } from './subscriptions';

interface Props {
  subscription: Subscription;
  onOpen: (pane: PaneName) => void;
}

/** Who bought it, how it is called, which profile is invoiced and which card pays. */
export function BillingSection({ subscription, onOpen }: Props) {
  const { t } = useTranslation();
  const cardName = useCardName();
  const profile = useBillingProfile(subscription.billingProfileId);
  const { updateSubscription } = subscription.allowedActions;
  return (
    <Section
      title={t('subscription.billing')}
      actions={
        <>
          <ActionButton allowed={updateSubscription} onClick={() => onOpen('profile')}>
            {t('products.changeProfile')}
          </ActionButton>
          <ActionButton allowed={updateSubscription} onClick={() => onOpen('nickname')}>
            {t('nickname.title')}
          </ActionButton>
        </>
      }
    >
      <ErrorBar error={profile.error} onRetry={() => void profile.refetch()} />
      <Facts
        facts={[
          { name: t('products.purchasedBy'), value: subscription.purchaser.displayName },
          {
            name: t('subscription.channel'),
            value: t(`accountType.${subscription.accountType}`),
          },
          { name: t('nickname.label'), value: subscription.nickname ?? t('subscription.none') },
          profile.data && { name: t('subscription.profile'), value: profile.data.name },
          profile.data && {
            name: t('subscription.card'),
            value: profile.data.paymentMethod
              ? cardName(profile.data.paymentMethod)
              : t('profilePane.noCard'),
          },
          profile.data === null && {
            name: t('subscription.profile'),
            value: t('subscription.profileHidden'),
          },
        ]}
      />
    </Section>
  );
}
