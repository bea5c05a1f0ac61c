// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { productQuery } from '@/api/queries';
import { usePagesOf } from '@/api/usePages';
import { NotFoundPage } from '@/app/NotFoundPage';
import { useMe } from '@/app/session';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { Available } from './Available';
import { ExportHolders } from './ExportHolders';
import { Holders } from './Holders';
import { poolPages } from './queries';
import { productLicensesRoute, type ProductLicensesSearch } from './routes';

const AssignPane = lazy(async () => ({ default: (await import('./AssignPane')).AssignPane }));
const AssignManyPane = lazy(async () => ({
  default: (await import('./AssignManyPane')).AssignManyPane,
}));

type License = Schemas['License'];

/** The subscriptions of one product, and the people who hold licenses of one of them. */
export function ProductLicensesPage() {
  const { t } = useTranslation();
  const { productId } = productLicensesRoute.useParams();
  const { pool, pane } = productLicensesRoute.useSearch();
  const navigate = productLicensesRoute.useNavigate();
  const { user } = useMe();
  const product = useQuery(productQuery(productId));
  const pages = usePagesOf(poolPages(productId));
  const chosen =
    pages.rows.find(({ subscriptionId }) => subscriptionId === pool) ??
    pages.rows.find(({ purchaser }) => purchaser?.id === user.id) ??
    pages.rows[0];
  const columns = useColumns(chosen);
  const set = (change: ProductLicensesSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }) });
  const closePane = () => set({ pane: undefined, person: undefined });

  if (!pages.isLoading && !pages.error && !chosen && product.isError) return <NotFoundPage />;
  const subscriptionId = chosen?.subscriptionId;
  return (
    <Page
      title={chosen?.productName ?? product.data?.name ?? t('licenses.title')}
      about={t('licenses.productAbout')}
      help="licenses"
      toolbar={
        <>
          <RouterLink to="/licenses">{t('licenses.back')}</RouterLink>
          <ExportHolders productId={productId} />
        </>
      }
    >
      <DataTable
        label={t('licenses.pools')}
        columns={columns}
        pages={pages}
        keyOf={(row) => row.subscriptionId ?? row.productId}
        empty={<EmptyState title={t('licenses.noPools')} />}
      />
      {subscriptionId && (
        <Holders
          key={subscriptionId}
          subscriptionId={subscriptionId}
          plans={product.data?.servicePlans ?? []}
        />
      )}
      <Suspense fallback={null}>
        {subscriptionId && pane === 'assign' && (
          <AssignPane subscriptionId={subscriptionId} onClose={closePane} />
        )}
        {subscriptionId && pane === 'many' && (
          <AssignManyPane subscriptionId={subscriptionId} onClose={closePane} />
        )}
      </Suspense>
    </Page>
  );
}

function useColumns(chosen: License | undefined): Column<License>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const number = (id: 'total' | 'assigned' | 'overlapping', header: string): Column<License> => ({
    id,
    header,
    isNumeric: true,
    cell: (row) => formats.number(row[id]),
    sortBy: (row) => row[id],
  });
  return [
    {
      id: 'purchaser',
      header: t('licenses.purchaser'),
      isRowHeader: true,
      cell: ({ purchaser, accountType, subscriptionId, productId }) => (
        <RouterLink
          to="/licenses/$productId"
          params={{ productId }}
          search={{ pool: subscriptionId ?? undefined }}
          aria-current={subscriptionId === chosen?.subscriptionId ? 'true' : undefined}
          style={subscriptionId === chosen?.subscriptionId ? { fontWeight: 'bold' } : undefined}
        >
          {accountType === 'organization'
            ? t('licenses.type.organization')
            : purchaser?.displayName}
        </RouterLink>
      ),
      sortBy: ({ purchaser }) => purchaser?.displayName ?? '',
    },
    {
      id: 'type',
      header: t('licenses.accountType'),
      cell: ({ accountType }) => accountType && t(`licenses.type.${accountType}`),
    },
    number('total', t('licenses.total')),
    number('assigned', t('licenses.assigned')),
    {
      id: 'available',
      header: t('licenses.available'),
      isNumeric: true,
      cell: ({ available }) => <Available count={available} />,
      sortBy: ({ available }) => available,
    },
    number('overlapping', t('licenses.overlapping')),
  ];
}
