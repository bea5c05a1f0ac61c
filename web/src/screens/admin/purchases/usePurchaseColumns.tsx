// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import type { Column } from '@/ui/DataTable';
import { RouterLink } from '@/ui/RouterLink';
import { SubscriptionStatus } from '@/ui/SubscriptionStatus';
import { useFormats } from '@/ui/format';

type Purchase = Schemas['SelfServicePurchase'];

/** What an admin sees of each purchase: the six fields, how it stands, and where to go on. */
export function usePurchaseColumns(): Column<Purchase>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      id: 'product',
      header: t('purchases.product'),
      isRowHeader: true,
      cell: ({ productName }) => productName,
      sortBy: ({ productName }) => productName,
    },
    {
      id: 'purchaser',
      header: t('purchases.purchaser'),
      cell: ({ purchaser }) => purchaser.displayName,
      sortBy: ({ purchaser }) => purchaser.displayName,
    },
    {
      id: 'status',
      header: t('purchases.status'),
      cell: ({ status }) => <SubscriptionStatus status={status} />,
      sortBy: ({ status }) => t(`subscriptionStatus.${status}`),
    },
    {
      id: 'licenses',
      header: t('purchases.licenses'),
      isNumeric: true,
      cell: ({ quantity }) => formats.number(quantity),
      sortBy: ({ quantity }) => quantity,
    },
    {
      id: 'assigned',
      header: t('purchases.assigned'),
      isNumeric: true,
      cell: ({ assigned }) => formats.number(assigned),
      sortBy: ({ assigned }) => assigned,
    },
    {
      id: 'price',
      header: t('purchases.price'),
      isNumeric: true,
      cell: ({ purchasePrice }) => formats.money(purchasePrice),
      sortBy: ({ purchasePrice }) => Number(purchasePrice.amount),
    },
    {
      id: 'expires',
      header: t('purchases.expires'),
      cell: ({ expiresAt, status, recurringBilling }) => {
        if (expiresAt === null) return '–';
        const isRunning = status === 'active' || status === 'trial';
        return [
          formats.billingDay(expiresAt),
          ...(isRunning ? [t(`purchases.recurring.${recurringBilling}`)] : []),
        ].join(' · ');
      },
      sortBy: ({ expiresAt }) => expiresAt ?? '',
    },
    {
      id: 'more',
      header: t('purchases.more'),
      cell: ({ subscriptionId, productName, purchaser }) => (
        <RouterLink
          to="/admin/purchases"
          search={(before: object) => ({ ...before, history: subscriptionId })}
          aria-label={t('purchases.historyOf', {
            product: productName,
            purchaser: purchaser.displayName,
          })}
        >
          {t('purchases.history')}
        </RouterLink>
      ),
    },
  ];
}
