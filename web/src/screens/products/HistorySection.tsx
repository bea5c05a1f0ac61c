// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { api, isHidden, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { AuditLinks } from '@/ui/AuditLinks';
import { DataTable, type Column } from '@/ui/DataTable';
import { useFormats } from '@/ui/format';
import { isZero } from '@/ui/money';

import { Section } from './Section';
import type { Subscription } from './subscriptions';

type Order = Schemas['Order'];

/** What was ordered, by whom and when: purchases, changes, renewals, cancellations. */
export function HistorySection({ subscription: { id } }: { subscription: Subscription }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const pages = usePages(['orders', id], (cursor, signal) =>
    result(
      api.GET('/v1/subscriptions/{id}/orders', {
        params: { path: { id }, query: { cursor } },
        signal,
      }),
    ),
  );
  const columns: Column<Order>[] = [
    {
      id: 'kind',
      header: t('subscription.order'),
      isRowHeader: true,
      cell: ({ kind }) => t(`orderKind.${kind}`),
    },
    {
      id: 'at',
      header: t('subscription.date'),
      cell: ({ at }) => formats.instant(at),
      sortBy: ({ at }) => at,
    },
    {
      id: 'actor',
      header: t('subscription.by'),
      cell: ({ actor }) => actor?.displayName ?? t('subscription.byItself'),
    },
    {
      id: 'quantity',
      header: t('products.licenses'),
      cell: ({ quantityBefore, quantityAfter }) =>
        quantityBefore === quantityAfter
          ? formats.number(quantityAfter)
          : t('subscription.fromTo', {
              before: formats.number(quantityBefore),
              after: formats.number(quantityAfter),
            }),
    },
    {
      id: 'total',
      header: t('subscription.amount'),
      isNumeric: true,
      cell: ({ total }) => (isZero(total) ? '–' : formats.money(total)),
    },
  ];
  return (
    <Section
      title={t('subscription.history')}
      anchor="history"
      actions={<AuditLinks subjectId={id} />}
    >
      {isHidden(pages.error) ? (
        <Text>{t('subscription.historyHidden')}</Text>
      ) : (
        <DataTable
          label={t('subscription.history')}
          columns={columns}
          pages={pages}
          keyOf={({ id: order }) => order}
          empty={<Text>{t('subscription.noHistory')}</Text>}
        />
      )}
    </Section>
  );
}
