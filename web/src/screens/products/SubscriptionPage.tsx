// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { ApiError } from '@/api/client';
import { NotFoundPage } from '@/app/NotFoundPage';
import { NotThereYet } from '@/ui/NotThereYet';
import { Page } from '@/ui/Page';

import { BillingSection } from './BillingSection';
import { HistorySection } from './HistorySection';
import { InvoicesSection } from './InvoicesSection';
import { LicensesSection } from './LicensesSection';
import { PriceSection } from './PriceSection';
import { StatusBar } from './StatusBar';
import { SubscriptionActions } from './SubscriptionActions';
import { SubscriptionPane } from './SubscriptionPane';
import { StatusSentence } from './StatusSentence';
import { subscriptionRoute } from './routes';
import type { PaneName } from './search';
import { useSubscription } from './subscriptions';

/** One subscription: how it stands, what it costs, what can be done with it, what was done. */
export function SubscriptionPage() {
  const { t } = useTranslation();
  const { subscriptionId } = subscriptionRoute.useParams();
  const { pane } = subscriptionRoute.useSearch();
  const navigate = subscriptionRoute.useNavigate();
  const { data, error, refetch } = useSubscription(subscriptionId);
  const open = (next: PaneName | undefined) =>
    void navigate({ search: { pane: next }, resetScroll: false });

  if (error instanceof ApiError && [404, 422].includes(error.status)) return <NotFoundPage />;
  if (!data)
    return (
      <Page title={t('subscription.title')} help="subscription">
        <NotThereYet error={error} onRetry={() => void refetch()} height={240} />
      </Page>
    );
  const { subscription } = data;
  const { productName, nickname } = subscription;
  return (
    <Page
      title={nickname ? `${productName} (${nickname})` : productName}
      about={<StatusSentence subscription={subscription} />}
      help="subscription"
      toolbar={<SubscriptionActions subscription={subscription} onOpen={open} />}
    >
      <StatusBar subscription={subscription} />
      <LicensesSection subscription={subscription} />
      <PriceSection subscription={subscription} onOpen={open} />
      <BillingSection subscription={subscription} onOpen={open} />
      <InvoicesSection subscription={subscription} />
      <HistorySection subscription={subscription} />
      {pane && (
        <SubscriptionPane
          pane={pane}
          subscriptionId={subscriptionId}
          onClose={() => open(undefined)}
          onOther={open}
        />
      )}
    </Page>
  );
}
