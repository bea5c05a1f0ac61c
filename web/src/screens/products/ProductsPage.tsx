// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { SubscriptionStatus } from '@/ui/SubscriptionStatus';
import { useFormats } from '@/ui/format';

type Subscription = Schemas['Subscription'];

export function ProductsPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const pages = usePages(['subscriptions', 'mine'], (cursor, signal) =>
    result(api.GET('/v1/subscriptions', { params: { query: { scope: 'mine', cursor } }, signal })),
  );
  const columns: Column<Subscription>[] = [
    {
      id: 'product',
      header: t('products.product'),
      isRowHeader: true,
      cell: ({ productName, nickname }) =>
        nickname ? `${productName} (${nickname})` : productName,
      sortBy: ({ productName }) => productName,
    },
    {
      id: 'status',
      header: t('products.status'),
      cell: ({ status }) => <SubscriptionStatus status={status} />,
      sortBy: ({ status }) => t(`subscriptionStatus.${status}`),
    },
    {
      id: 'licenses',
      header: t('products.licenses'),
      cell: ({ assigned, quantity }) =>
        t('products.assignedOf', {
          assigned: formats.number(assigned),
          total: formats.number(quantity),
        }),
      sortBy: ({ quantity }) => quantity,
    },
    {
      id: 'price',
      header: t('products.price'),
      isNumeric: true,
      cell: ({ price, billingFrequency }) => (
        <Text>{t(`pricePer.${billingFrequency}`, { price: formats.money(price) })}</Text>
      ),
    },
  ];
  return (
    <Page title={t('products.title')} about={t('products.about')} help="products">
      <DataTable
        label={t('products.title')}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('products.empty')} />}
      />
    </Page>
  );
}
