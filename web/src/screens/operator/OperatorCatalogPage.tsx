// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Tab } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { AllowedOnly } from '@/app/AllowedOnly';
import { NotThereYet } from '@/ui/NotThereYet';
import { Page } from '@/ui/Page';
import { Tabs } from '@/ui/Tabs';

import { DocumentEditor } from './DocumentEditor';
import { ProductTable, TaxTable } from './CatalogTables';
import type { Review } from './ReviewDialog';
import { documentOf, withRetired, type CatalogDocument } from './catalogDocument';
import { catalogTabs, operatorCatalogRoute, type OperatorCatalogSearch } from './routes';
import { catalogQuery } from './useCatalog';

const ProductPane = lazy(() =>
  import('./ProductPane').then((module) => ({ default: module.ProductPane })),
);
const PricePane = lazy(() =>
  import('./PricePane').then((module) => ({ default: module.PricePane })),
);
const ReviewDialog = lazy(() =>
  import('./ReviewDialog').then((module) => ({ default: module.ReviewDialog })),
);

export const OperatorCatalogPage = () => (
  <AllowedOnly action="manageCatalog">
    <LoadedCatalog />
  </AllowedOnly>
);

function LoadedCatalog() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(catalogQuery);
  if (data) return <OperatorCatalog catalog={data.catalog} etag={data.etag} />;
  return (
    <Page title={t('operator.title')} about={t('operator.about')} help="operatorCatalog">
      <NotThereYet error={error} onRetry={() => void refetch()} height={240} />
    </Page>
  );
}

function OperatorCatalog({ catalog, etag }: { catalog: Schemas['Catalog']; etag: string }) {
  const { t } = useTranslation();
  const { tab = 'products', pane, sku } = operatorCatalogRoute.useSearch();
  const navigate = useNavigate();
  const [review, setReview] = useState<Review>();
  const go = (search: OperatorCatalogSearch) =>
    void navigate({ to: '/operator/catalog', search, replace: pane !== undefined });
  const product = catalog.products.find((one) => one.sku === sku);
  // The version is taken along from the moment a change is begun: one made since is not undone.
  const ask = (document: CatalogDocument, madeOf = etag) => setReview({ document, etag: madeOf });
  const retire = ({ sku: which, isRetired }: Schemas['CatalogProduct']) =>
    ask(withRetired(documentOf(catalog), which, !isRetired));
  const close = () => go({});
  return (
    <Page
      title={t('operator.title')}
      about={t('operator.about')}
      help="operatorCatalog"
      toolbar={
        <Button appearance="primary" icon={<AddRegular />} onClick={() => go({ pane: 'add' })}>
          {t('operator.addProduct')}
        </Button>
      }
    >
      <Tabs
        selectedValue={tab}
        onTabSelect={(_event, data) => {
          const chosen = catalogTabs.find((one) => one === data.value);
          go(chosen === 'taxes' || chosen === 'document' ? { tab: chosen } : {});
        }}
      >
        {catalogTabs.map((one) => (
          <Tab key={one} value={one}>
            {t(`operator.tabs.${one}`)}
          </Tab>
        ))}
      </Tabs>
      {tab === 'products' && <ProductTable products={catalog.products} onRetire={retire} />}
      {tab === 'taxes' && <TaxTable taxes={catalog.taxes} />}
      {tab === 'document' && <DocumentEditor catalog={catalog} etag={etag} onReview={ask} />}
      <Suspense>
        {(pane === 'add' || (pane === 'edit' && product)) && (
          <ProductPane
            product={product}
            catalog={catalog}
            etag={etag}
            onReview={ask}
            onClose={close}
          />
        )}
        {pane === 'price' && product && (
          <PricePane
            product={product}
            catalog={catalog}
            etag={etag}
            onReview={ask}
            onClose={close}
          />
        )}
        {review && (
          <ReviewDialog
            review={review}
            onApplied={() => {
              setReview(undefined);
              if (pane) close();
            }}
            onCancel={() => setReview(undefined)}
          />
        )}
      </Suspense>
    </Page>
  );
}
