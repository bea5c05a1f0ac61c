// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Select, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { usePagesOf } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { SearchField } from '@/ui/SearchField';
import { useFormats } from '@/ui/format';

import { Available } from './Available';
import { ExportHolders } from './ExportHolders';
import { licensePages } from './queries';
import { licensesRoute, type LicensesSearch } from './routes';

type License = Schemas['License'];

const fold = (text: string) => text.normalize('NFKC').toLocaleLowerCase();

/** All licenses that the caller sees: a row for each product, or for each subscription. */
export function LicensesPage() {
  const { t } = useTranslation();
  const filters = licensesRoute.useSearch();
  const { groupBy, accountType, search } = filters;
  const navigate = licensesRoute.useNavigate();
  const set = (change: LicensesSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const pages = usePagesOf(licensePages(filters));
  const wanted = fold(search ?? '');
  const rows = pages.rows.filter(({ productName, purchaser }) =>
    [productName, purchaser?.displayName ?? ''].some((name) => fold(name).includes(wanted)),
  );
  const columns = useColumns(groupBy === 'subscription');
  const isFiltered = wanted !== '' || accountType !== undefined;
  return (
    <Page
      title={t('licenses.title')}
      about={t('licenses.about')}
      help="licenses"
      toolbar={
        <>
          <SearchField
            label={t('licenses.search')}
            value={search ?? ''}
            onSearch={(value) => set({ search: value || undefined })}
          />
          <Select
            aria-label={t('licenses.accountType')}
            value={accountType ?? ''}
            onChange={(_event, data) =>
              set({ accountType: (data.value || undefined) as LicensesSearch['accountType'] })
            }
          >
            <option value="">{t('licenses.allTypes')}</option>
            <option value="selfService">{t('licenses.type.selfService')}</option>
            <option value="organization">{t('licenses.type.organization')}</option>
          </Select>
          <Switch
            label={t('licenses.bySubscription')}
            checked={groupBy === 'subscription'}
            onChange={(_event, data) => set({ groupBy: data.checked ? 'subscription' : undefined })}
          />
          <ExportHolders />
        </>
      }
    >
      <DataTable
        label={t('licenses.title')}
        columns={columns}
        pages={{ ...pages, rows }}
        keyOf={({ productId, subscriptionId }) => subscriptionId ?? productId}
        empty={
          isFiltered ? (
            <EmptyState title={t('licenses.noMatch')}>
              <Button onClick={() => set({ search: undefined, accountType: undefined })}>
                {t('licenses.clearFilters')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={t('licenses.empty')}>
              <span>{t('licenses.emptyNext')}</span>
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

function useColumns(isBySubscription: boolean): Column<License>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const number = (
    id: 'total' | 'assigned' | 'overlapping' | 'subscriptions',
    header: string,
  ): Column<License> => ({
    id,
    header,
    isNumeric: true,
    cell: (row) => formats.number(row[id]),
    sortBy: (row) => row[id],
  });
  const ofSubscription: Column<License>[] = [
    {
      id: 'purchaser',
      header: t('licenses.purchaser'),
      cell: ({ purchaser }) => purchaser?.displayName,
      sortBy: ({ purchaser }) => purchaser?.displayName ?? '',
    },
    {
      id: 'type',
      header: t('licenses.accountType'),
      cell: ({ accountType }) => accountType && t(`licenses.type.${accountType}`),
      sortBy: ({ accountType }) => accountType ?? '',
    },
  ];
  return [
    {
      id: 'product',
      header: t('licenses.product'),
      isRowHeader: true,
      cell: ({ productId, productName, subscriptionId }) => (
        <RouterLink
          to="/licenses/$productId"
          params={{ productId }}
          search={{ pool: subscriptionId ?? undefined }}
        >
          {productName}
        </RouterLink>
      ),
      sortBy: ({ productName }) => productName,
    },
    ...(isBySubscription ? ofSubscription : [number('subscriptions', t('licenses.subscriptions'))]),
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
    {
      id: 'idleCost',
      header: t('licenses.idleCost'),
      isNumeric: true,
      cell: ({ idleCost }) =>
        idleCost.length === 0 ? '–' : formats.list(idleCost.map((cost) => formats.money(cost))),
      sortBy: ({ idleCost }) => Number(idleCost[0]?.amount ?? 0),
    },
  ];
}
