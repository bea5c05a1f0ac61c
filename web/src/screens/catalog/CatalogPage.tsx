// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Skeleton,
  SkeletonItem,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { api, result } from '@/api/client';
import { usePages } from '@/api/usePages';
import { useCloud } from '@/app/cloud';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorBar } from '@/ui/ErrorBar';
import { Page } from '@/ui/Page';
import { SearchField } from '@/ui/SearchField';

import { ProductCard } from './ProductCard';
import { catalogRoute } from './routes';

const useStyles = makeStyles({
  search: { width: '100%', maxWidth: '360px', '& > *': { width: '100%', maxWidth: '100%' } },
  grid: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  stale: { opacity: 0.6 },
});

export function CatalogPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { search = '' } = catalogRoute.useSearch();
  const navigate = useNavigate();
  const cloud = useCloud();
  const find = (wanted: string) =>
    void navigate({
      to: '/catalog',
      search: { search: wanted.trim().slice(0, 100) || undefined },
      replace: true,
    });
  const pages = usePages(['products', search], (cursor, signal) =>
    result(
      api.GET('/v1/products', {
        params: { query: { search: search || undefined, cursor } },
        signal,
      }),
    ),
  );
  const isEmpty = !pages.isLoading && !pages.error && pages.rows.length === 0;
  return (
    <Page
      title={t('catalog.title')}
      about={t(cloud?.selfServiceAvailable === false ? 'cloud.selfService.no' : 'catalog.about')}
      help="catalog"
      toolbar={
        <div className={styles.search}>
          <SearchField label={t('catalog.search')} value={search} onSearch={find} />
        </div>
      }
    >
      <ErrorBar error={pages.error} onRetry={pages.retry} />
      <div role="status" className="visually-hidden">
        {pages.isLoading ? '' : t('catalog.count', { count: pages.rows.length })}
      </div>
      {pages.isLoading && (
        <Skeleton aria-label={t('state.loadingThing', { thing: t('catalog.title') })}>
          <div className={styles.grid}>
            {[0, 1, 2].map((card) => (
              <SkeletonItem key={card} style={{ height: 220 }} />
            ))}
          </div>
        </Skeleton>
      )}
      {isEmpty &&
        (search === '' ? (
          <EmptyState title={t('catalog.empty')} />
        ) : (
          <EmptyState title={t('catalog.nothingFound', { search })}>
            <Button onClick={() => find('')}>{t('catalog.showAll')}</Button>
          </EmptyState>
        ))}
      <ul className={mergeClasses(styles.grid, pages.isStale && styles.stale)}>
        {pages.rows.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
      {pages.hasMore && (
        <Button disabledFocusable={pages.isLoadingMore} onClick={pages.loadMore}>
          {t('table.more')}
        </Button>
      )}
    </Page>
  );
}
