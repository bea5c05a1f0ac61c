// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { ApiError, type Schemas } from '@/api/client';
import { productQuery } from '@/api/queries';
import { NotFoundPage } from '@/app/NotFoundPage';
import { useMe } from '@/app/session';
import { EmptyState } from '@/ui/EmptyState';
import { useErrorText } from '@/ui/ErrorBar';
import { NotThereYet } from '@/ui/NotThereYet';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';

import { CheckoutForm } from './CheckoutForm';
import { checkoutRoute } from './routes';
import { waysToBuy } from './waysToBuy';

export function CheckoutPage() {
  const { t } = useTranslation();
  const { productId } = checkoutRoute.useParams();
  const { data, error, refetch } = useQuery(productQuery(productId));
  if (error instanceof ApiError && (error.status === 404 || error.reason === 'malformedId'))
    return <NotFoundPage />;
  if (!data)
    return (
      <Page title={t('catalog.title')}>
        <NotThereYet error={error} onRetry={() => void refetch()} height={320} />
      </Page>
    );
  return <Checkout product={data} />;
}

function Checkout({ product }: { product: Schemas['Product'] }) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  const ways = waysToBuy(product, useMe());
  const title = t('catalog.buyProduct', { product: product.name });
  if (!ways.any.allowed)
    return (
      <Page title={title} about={product.description} help="checkout">
        <EmptyState title={t('catalog.cannotBuy')}>
          <Text>{textOf({ reason: ways.any.reason, detail: '' })}</Text>
          <RouterLink to="/catalog">{t('catalog.backToAll')}</RouterLink>
        </EmptyState>
      </Page>
    );
  return (
    <Page title={title} about={product.description} help="checkout">
      <CheckoutForm product={product} ways={ways} />
    </Page>
  );
}
