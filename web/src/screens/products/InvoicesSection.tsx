// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { api, isHidden, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { useMe } from '@/app/session';
import { DataTable, type Column } from '@/ui/DataTable';
import { RouterLink } from '@/ui/RouterLink';
import { today } from '@/ui/day';
import { useFormats } from '@/ui/format';

import { Section } from './Section';
import type { Subscription } from './subscriptions';

type Invoice = Schemas['Invoice'];

/** As far back as the list of invoices reaches at once: 36 months. */
const yearsBack = 3;
const longAgo = (day: string) => {
  const first = new Date(`${day}T00:00:00Z`);
  first.setUTCFullYear(first.getUTCFullYear() - yearsBack);
  first.setUTCDate(first.getUTCDate() + 1);
  return first.toJSON().slice(0, 10);
};

/** The invoices and credit notes of one subscription, as far as the reader may see them. */
export function InvoicesSection({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { organization } = useMe();
  const to = today(organization?.timeZone ?? 'UTC');
  const query = { subscriptionId: subscription.id, from: longAgo(to), to };
  const pages = usePages(['invoices', query], (cursor, signal) =>
    result(api.GET('/v1/invoices', { params: { query: { ...query, cursor } }, signal })),
  );
  const columns: Column<Invoice>[] = [
    {
      id: 'number',
      header: t('subscription.invoice'),
      isRowHeader: true,
      cell: ({ id, number }) => (
        <RouterLink to="/billing/invoices/$id" params={{ id }}>
          {number}
        </RouterLink>
      ),
      sortBy: ({ number }) => number,
    },
    {
      id: 'kind',
      header: t('subscription.invoiceKind'),
      cell: ({ kind }) => t(`invoiceKind.${kind}`),
    },
    {
      id: 'date',
      header: t('subscription.date'),
      cell: ({ invoiceDate }) => formats.day(invoiceDate),
      sortBy: ({ invoiceDate }) => invoiceDate,
    },
    {
      id: 'status',
      header: t('products.status'),
      cell: ({ status }) => t(`invoiceStatus.${status}`),
    },
    {
      id: 'total',
      header: t('subscription.amount'),
      isNumeric: true,
      cell: ({ total }) => formats.money(total),
    },
  ];
  return (
    <Section title={t('subscription.invoices')}>
      {isHidden(pages.error) ? (
        <Text>{t('subscription.noInvoices')}</Text>
      ) : (
        <DataTable
          label={t('subscription.invoices')}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          empty={<Text>{t('subscription.noInvoices')}</Text>}
        />
      )}
    </Section>
  );
}
