// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Link,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { ApiError, type Schemas } from '@/api/client';
import { subscriptionQuery } from '@/api/queries';
import { NotFoundPage } from '@/app/NotFoundPage';
import { NotThereYet } from '@/ui/NotThereYet';
import { Page } from '@/ui/Page';
import { RouterButton } from '@/ui/RouterButton';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { nextActionOf } from './nextAction';
import { boughtRoute } from './routes';

const pollEvery = 2_000;

const useStyles = makeStyles({
  steps: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
});

/** How a purchase ended: what was bought and what to do next, or what it still waits for. */
export function BoughtPage() {
  const { t } = useTranslation();
  const { subscriptionId } = boughtRoute.useParams();
  const { data, error, refetch } = useQuery({
    ...subscriptionQuery(subscriptionId),
    refetchInterval: ({ state }) =>
      state.data?.subscription.status === 'pendingPayment' && !state.error ? pollEvery : false,
  });
  // A purchase that the bank refuses after all is gone, as if it had never been made.
  if (error instanceof ApiError && error.status === 404)
    return data === undefined ? <NotFoundPage /> : <Refused subscription={data} />;
  if (!data)
    return (
      <Page title={t('catalog.title')}>
        <NotThereYet error={error} onRetry={() => void refetch()} height={160} />
      </Page>
    );
  if (data.status === 'pendingPayment') return <Waiting subscription={data} />;
  if (data.status === 'deleted') return <Refused subscription={data} />;
  return <Bought subscription={data} />;
}

type Props = { subscription: Schemas['Subscription'] };

function Bought({ subscription }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, productName, quantity, status, expiresAt, renewsAt } = subscription;
  const end = renewsAt ?? expiresAt;
  return (
    <Page
      title={t('catalog.bought', { product: productName })}
      about={t(status === 'trial' ? 'catalog.boughtTrial' : 'catalog.boughtAbout', {
        count: quantity,
        date: end === null ? '' : formats.billingDay(end),
      })}
      help="checkout"
    >
      <Text>{t('catalog.nextSteps')}</Text>
      <div className={styles.steps}>
        <RouterButton
          to="/products/$subscriptionId"
          params={{ subscriptionId: id }}
          search={{ pane: 'assign' }}
          appearance="primary"
        >
          {t('catalog.assignNow')}
        </RouterButton>
        <RouterLink to="/products">{t('catalog.toProducts')}</RouterLink>
        <RouterLink to="/catalog">{t('catalog.buyMore')}</RouterLink>
      </div>
    </Page>
  );
}

function Waiting({ subscription }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const url = nextActionOf(subscription.id);
  return (
    <Page
      title={t('catalog.waiting', { product: subscription.productName })}
      about={t('catalog.waitingAbout')}
      help="checkout"
    >
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>
            {t(url === undefined ? 'catalog.waitingForBank' : 'catalog.confirmAtBank')}
          </MessageBarTitle>
          {url !== undefined && (
            <Link href={url} target="_blank" rel="noopener noreferrer">
              {t('catalog.openBank')}
            </Link>
          )}
        </MessageBarBody>
      </MessageBar>
      <div className={styles.steps}>
        <Spinner size="tiny" label={t('catalog.stillWaiting')} />
      </div>
    </Page>
  );
}

function Refused({ subscription }: Props) {
  const { t } = useTranslation();
  const { productId, productName } = subscription;
  return (
    <Page
      title={t('catalog.refused', { product: productName })}
      about={t('catalog.refusedAbout')}
      help="checkout"
    >
      <div>
        <RouterButton to="/catalog/$productId" params={{ productId }} appearance="primary">
          {t('catalog.buyAgain')}
        </RouterButton>
      </div>
    </Page>
  );
}
