// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Column } from '@/ui/DataTable';
import { RouterLink } from '@/ui/RouterLink';
import { SubscriptionStatus } from '@/ui/SubscriptionStatus';
import { useFormats } from '@/ui/format';

import { LicenseBar } from './LicenseBar';
import { useLifecycle } from './lifecycle';
import type { Subscription } from './subscriptions';

const useStyles = makeStyles({
  two: { display: 'inline-flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground2 },
});

function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  const styles = useStyles();
  return (
    <span className={styles.two}>
      <span>{first}</span>
      {second && (
        <Text size={200} className={styles.second}>
          {second}
        </Text>
      )}
    </span>
  );
}

/** The columns of Your products but the one of the actions. */
export function useColumns(): Column<Subscription>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const lifecycle = useLifecycle();
  return [
    {
      id: 'product',
      header: t('products.product'),
      isRowHeader: true,
      cell: ({ id, productName, nickname, accountType }) => (
        <TwoLines
          first={
            <RouterLink to="/products/$subscriptionId" params={{ subscriptionId: id }}>
              {nickname ? `${productName} (${nickname})` : productName}
            </RouterLink>
          }
          second={t(`accountType.${accountType}`)}
        />
      ),
      sortBy: ({ productName, nickname }) => `${productName} ${nickname ?? ''}`,
    },
    {
      id: 'status',
      header: t('products.status'),
      cell: ({ status }) => <SubscriptionStatus status={status} />,
      sortBy: ({ status }) => t(`subscriptionStatus.${status}`),
    },
    {
      id: 'purchaser',
      header: t('products.purchasedBy'),
      cell: ({ purchaser }) => purchaser.displayName,
      sortBy: ({ purchaser }) => purchaser.displayName,
    },
    {
      id: 'licenses',
      header: t('products.licenses'),
      cell: ({ assigned, quantity, scheduledQuantity, renewsAt }) => (
        <LicenseBar
          assigned={assigned}
          quantity={quantity}
          note={
            scheduledQuantity === null
              ? undefined
              : t('quantity.isScheduled', {
                  count: scheduledQuantity,
                  quantity: formats.number(scheduledQuantity),
                  day: renewsAt ? formats.billingDay(renewsAt) : '',
                })
          }
        />
      ),
      sortBy: ({ quantity }) => quantity,
    },
    {
      id: 'renews',
      header: t('products.renewsOrEnds'),
      cell: (row) => {
        const { next, note } = lifecycle(row);
        return <TwoLines first={next} second={note} />;
      },
      sortBy: ({ renewsAt, expiresAt }) => renewsAt ?? expiresAt ?? '',
    },
    {
      id: 'price',
      header: t('products.price'),
      cell: ({ price, billingFrequency, term }) => (
        <TwoLines
          first={t(`pricePer.${billingFrequency}`, { price: formats.money(price) })}
          second={t(`term.${term}`)}
        />
      ),
    },
  ];
}
