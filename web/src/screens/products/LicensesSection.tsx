// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { Facts } from './Facts';
import { LicenseBar } from './LicenseBar';
import { Section } from './Section';
import type { Subscription } from './subscriptions';

export function LicensesSection({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, productId, available, scheduledQuantity, renewsAt } = subscription;
  return (
    <Section
      title={t('products.licenses')}
      actions={
        <RouterLink to="/licenses/$productId" params={{ productId }} search={{ pool: id }}>
          {t('subscription.whoHolds')}
        </RouterLink>
      }
    >
      <Facts
        facts={[
          { name: t('subscription.inUse'), value: <LicenseBar {...subscription} /> },
          { name: t('subscription.available'), value: formats.number(available) },
          scheduledQuantity !== null && {
            name: t('subscription.scheduled'),
            value: t('quantity.isScheduled', {
              count: scheduledQuantity,
              quantity: formats.number(scheduledQuantity),
              day: renewsAt ? formats.billingDay(renewsAt) : '',
            }),
          },
        ]}
      />
    </Section>
  );
}
