// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { AllowedOnly } from '@/app/AllowedOnly';
import { useMe } from '@/app/session';
import { DataTable } from '@/ui/DataTable';
import { download } from '@/ui/csv';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorBar } from '@/ui/ErrorBar';
import { DayFilter, Filters, SelectFilter } from '@/ui/Filters';
import { Page } from '@/ui/Page';
import { PersonFilter } from '@/ui/PersonFilter';
import { startOfDay } from '@/ui/day';

import { purchasesRoute } from '../routes';
import { statuses, type PurchasesSearch } from '../search';
import { usePurchaseColumns } from './usePurchaseColumns';

const PurchasePane = lazy(() =>
  import('./PurchasePane').then((module) => ({ default: module.PurchasePane })),
);

export const PurchasesPage = () => (
  <AllowedOnly action="listSelfServicePurchases">
    <Purchases />
  </AllowedOnly>
);

/** The filters of the address, as the API takes them. */
function useFilters() {
  const search = purchasesRoute.useSearch();
  const { organization } = useMe();
  return {
    productId: search.product,
    purchaserId: search.purchaser,
    status: search.status,
    renewsBefore:
      search.renewsBefore && startOfDay(search.renewsBefore, organization?.timeZone ?? 'UTC'),
  };
}

function Purchases() {
  const { t } = useTranslation();
  const search = purchasesRoute.useSearch();
  const filters = useFilters();
  const navigate = useNavigate();
  const narrow = (changed: PurchasesSearch) =>
    void navigate({ to: '/admin/purchases', search: { ...search, ...changed } });
  const pages = usePages(
    ['purchases', filters],
    async (cursor, signal) =>
      (await result(
        api.GET('/v1/organization/purchases', {
          params: { query: { ...filters, cursor } },
          signal,
        }),
      )) as Schemas['SelfServicePurchaseList'],
  );
  const exported = useMutation({
    mutationFn: async () =>
      download(
        'self-service-purchases.csv',
        (await result(
          api.GET('/v1/organization/purchases', {
            params: { query: filters },
            headers: { Accept: 'text/csv' },
            parseAs: 'blob',
          }),
        )) as unknown as Blob,
      ),
  });
  const columns = usePurchaseColumns();
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const clear = () => void navigate({ to: '/admin/purchases', search: {} });
  return (
    <Page
      title={t('purchases.title')}
      about={t('purchases.about')}
      help="purchases"
      toolbar={
        <Button
          icon={<ArrowDownloadRegular />}
          disabledFocusable={exported.isPending}
          onClick={() => exported.mutate()}
        >
          {t('purchases.export')}
        </Button>
      }
    >
      <ErrorBar error={exported.error} />
      <PurchaseFilters search={search} narrow={narrow} onClear={isFiltered ? clear : undefined} />
      <DataTable
        label={t('purchases.title')}
        columns={columns}
        pages={pages}
        keyOf={({ subscriptionId }) => subscriptionId}
        empty={
          isFiltered ? (
            <EmptyState title={t('purchases.noneMatch')}>
              <Button onClick={clear}>{t('filters.clear')}</Button>
            </EmptyState>
          ) : (
            <EmptyState title={t('purchases.empty')} />
          )
        }
      />
      {search.history && (
        <Suspense>
          <PurchasePane
            key={search.history}
            subscriptionId={search.history}
            onClose={() => narrow({ history: undefined })}
          />
        </Suspense>
      )}
    </Page>
  );
}

interface FilterProps {
  search: PurchasesSearch;
  narrow: (changed: PurchasesSearch) => void;
  onClear?: () => void;
}

function PurchaseFilters({ search, narrow, onClear }: FilterProps) {
  const { t } = useTranslation();
  const products = useQuery({
    queryKey: ['policies', 'all'],
    queryFn: ({ signal }) =>
      result(api.GET('/v1/policies/self-service', { params: { query: { limit: 200 } }, signal })),
  });
  const known = products.data?.items.filter(({ productId }) => productId !== 'default') ?? [];
  return (
    <Filters onClear={onClear}>
      <SelectFilter
        label={t('purchases.product')}
        all={t('purchases.allProducts')}
        value={search.product}
        options={known.map(({ productId, productName }) => ({
          value: productId,
          name: productName ?? productId,
        }))}
        onChange={(product) => narrow({ product })}
      />
      <PersonFilter
        label={t('purchases.purchaser')}
        personId={search.purchaser}
        onChange={(purchaser) => narrow({ purchaser })}
      />
      <SelectFilter
        label={t('purchases.status')}
        all={t('purchases.allStatuses')}
        value={search.status}
        options={statuses.map((value) => ({ value, name: t(`subscriptionStatus.${value}`) }))}
        onChange={(status) => narrow({ status: status as PurchasesSearch['status'] })}
      />
      <DayFilter
        label={t('purchases.renewsBefore')}
        day={search.renewsBefore}
        onChange={(renewsBefore) => narrow({ renewsBefore })}
      />
    </Filters>
  );
}
