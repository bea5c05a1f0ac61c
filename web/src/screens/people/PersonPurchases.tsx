// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { RouterLink } from '@/ui/RouterLink';
import { SubscriptionStatus } from '@/ui/SubscriptionStatus';
import { SectionHeading } from '@/ui/SectionHeading';
import { useFormats } from '@/ui/format';

type Purchase = Schemas['SelfServicePurchase'];

const isRunning = (status: Purchase['status']) => status === 'active' || status === 'trial';

interface Props {
  purchases: UseQueryResult<Purchase[]>;
}

/** The subscriptions that a person bought, which somebody has to see to when they leave. */
export function PersonPurchases({ purchases }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns: Column<Purchase>[] = [
    {
      id: 'product',
      header: t('licenses.product'),
      isRowHeader: true,
      cell: ({ productId, productName, subscriptionId }) => (
        <RouterLink
          to="/licenses/$productId"
          params={{ productId }}
          search={{ pool: subscriptionId }}
        >
          {productName}
        </RouterLink>
      ),
      sortBy: ({ productName }) => productName,
    },
    {
      id: 'status',
      header: t('people.status'),
      cell: ({ status }) => <SubscriptionStatus status={status} />,
      sortBy: ({ status }) => status,
    },
    {
      id: 'total',
      header: t('licenses.total'),
      isNumeric: true,
      cell: ({ quantity }) => formats.number(quantity),
      sortBy: ({ quantity }) => quantity,
    },
    {
      id: 'assigned',
      header: t('licenses.assigned'),
      isNumeric: true,
      cell: ({ assigned }) => formats.number(assigned),
      sortBy: ({ assigned }) => assigned,
    },
    {
      id: 'renewal',
      header: t('people.renewal'),
      cell: ({ status, recurringBilling, expiresAt }) => {
        if (!expiresAt || !isRunning(status)) return '–';
        const date = formats.billingDay(expiresAt);
        return t(recurringBilling === 'off' ? 'people.endsOn' : 'people.renewsOn', { date });
      },
      sortBy: ({ expiresAt }) => expiresAt ?? '',
    },
  ];
  return (
    <>
      <SectionHeading>{t('people.purchases')}</SectionHeading>
      <DataTable
        label={t('people.purchases')}
        columns={columns}
        pages={{
          rows: purchases.data ?? [],
          isLoading: purchases.isPending,
          isStale: false,
          error: purchases.error,
          retry: () => void purchases.refetch(),
          hasMore: false,
          isLoadingMore: false,
          loadMore: () => {},
        }}
        keyOf={({ subscriptionId }) => subscriptionId}
        empty={<EmptyState title={t('people.noPurchases')} />}
      />
    </>
  );
}
