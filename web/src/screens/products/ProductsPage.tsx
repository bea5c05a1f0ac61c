// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Radio, RadioGroup, Tab } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons';
import { Suspense, lazy, useId } from 'react';
import { useTranslation } from 'react-i18next';

import { usePagesOf } from '@/api/usePages';
import { useMe } from '@/app/session';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { Tabs } from '@/ui/Tabs';

import { FilterChips } from './FilterChips';
import { RowActions } from './RowActions';
import { SubscriptionPane } from './SubscriptionPane';
import { useColumns } from './columns';
import { productsRoute } from './routes';
import { filterNames, tabs, type ProductsSearch, type Tab as TabName } from './search';
import { scopeOf, subscriptionPages } from './subscriptionPages';
import type { Subscription } from './subscriptions';

// Its fields are of no use before it is opened.
const FilterPanel = lazy(async () => ({ default: (await import('./FilterPanel')).FilterPanel }));

const noFilters = Object.fromEntries(filterNames.map((name) => [name, undefined]));

export function ProductsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const ids = useId();
  const search = productsRoute.useSearch();
  const navigate = productsRoute.useNavigate();
  const canSeeAll = me.allowedActions.listOrganizationSubscriptions.allowed;
  const scope = scopeOf(search, me);
  const tab = search.tab ?? 'products';
  const pages = usePagesOf(subscriptionPages(search, me));
  const isFiltered = filterNames.some((name) => search[name] !== undefined);

  const change = (patch: ProductsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), resetScroll: false });
  const columns: Column<Subscription>[] = [
    ...useColumns(),
    {
      id: 'actions',
      header: t('products.actions'),
      cell: (row) => (
        <RowActions
          subscription={row}
          onOpen={(pane) => change({ pane, id: row.id })}
          onHistory={() =>
            void navigate({
              to: '/products/$subscriptionId',
              params: { subscriptionId: row.id },
              hash: 'history',
            })
          }
        />
      ),
    },
  ];

  return (
    <Page
      title={t('products.title')}
      about={t(canSeeAll ? 'products.aboutAll' : 'products.about')}
      help="products"
      toolbar={
        <>
          <Button
            icon={<FilterRegular />}
            aria-expanded={search.filter === true}
            aria-controls={`${ids}filters`}
            onClick={() => change({ filter: search.filter ? undefined : true })}
          >
            {t('products.filter')}
          </Button>
          {canSeeAll && (
            <RadioGroup
              layout="horizontal"
              aria-label={t('products.scope.label')}
              value={scope}
              onChange={(_event, data) =>
                change({
                  scope: data.value === 'mine' ? 'mine' : undefined,
                  buyer: undefined,
                })
              }
            >
              <Radio value="organization" label={t('products.scope.organization')} />
              <Radio value="mine" label={t('products.scope.mine')} />
            </RadioGroup>
          )}
        </>
      }
    >
      <div id={`${ids}filters`} hidden={!search.filter}>
        {search.filter && (
          <Suspense fallback={null}>
            <FilterPanel search={search} hasBuyer={scope === 'organization'} onChange={change} />
          </Suspense>
        )}
      </div>
      {isFiltered && (
        <FilterChips search={search} onChange={change} onClear={() => change(noFilters)} />
      )}
      <Tabs
        selectedValue={tab}
        onTabSelect={(_event, data) =>
          change({
            tab: data.value === 'products' ? undefined : (data.value as 'trials' | 'ended'),
            status: undefined,
          })
        }
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} id={`${ids}${name}`} aria-controls={`${ids}list`}>
            {t(`products.tabs.${name}`)}
          </Tab>
        ))}
      </Tabs>
      <div role="tabpanel" id={`${ids}list`} aria-labelledby={`${ids}${tab}`}>
        <DataTable
          label={t(`products.tabs.${tab}`)}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          empty={<NoRows tab={tab} isFiltered={isFiltered} onClear={() => change(noFilters)} />}
        />
      </div>
      {search.pane && search.id && (
        <SubscriptionPane
          pane={search.pane}
          subscriptionId={search.id}
          onClose={() => change({ pane: undefined, id: undefined })}
          onOther={(pane) => change({ pane })}
        />
      )}
    </Page>
  );
}

interface NoRowsProps {
  tab: TabName;
  isFiltered: boolean;
  onClear: () => void;
}

/** Nothing there yet is another thing than nothing that the filters let through. */
function NoRows({ tab, isFiltered, onClear }: NoRowsProps) {
  const { t } = useTranslation();
  if (isFiltered)
    return (
      <EmptyState title={t('products.emptyFiltered')}>
        <Button onClick={onClear}>{t('products.clearFilters')}</Button>
      </EmptyState>
    );
  return (
    <EmptyState title={t(`products.emptyTab.${tab}`)}>
      {tab === 'products' && <RouterLink to="/catalog">{t('products.buy')}</RouterLink>}
    </EmptyState>
  );
}
