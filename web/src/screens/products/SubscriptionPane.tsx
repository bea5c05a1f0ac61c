// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { Suspense, lazy, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';

import type { PaneName } from './search';
import { useSubscription, type Versioned } from './subscriptions';

/** What every pane about one subscription is given. */
export interface PaneProps extends Versioned {
  onClose: () => void;
  /** Goes on in another pane about the same subscription. */
  onOther: (pane: PaneName) => void;
}

const AssignPane = lazy(async () => ({
  default: (await import('@/screens/licenses/AssignPane')).AssignPane,
}));

const content: Record<Exclude<PaneName, 'assign'>, ComponentType<PaneProps>> = {
  quantity: lazy(() => import('./QuantityPane')),
  billing: lazy(() => import('./RecurringBillingPane')),
  profile: lazy(() => import('./BillingProfilePane')),
  nickname: lazy(() => import('./NicknamePane')),
  cancel: lazy(() => import('./CancelPane')),
  reactivate: lazy(() => import('./ReactivatePane')),
};

interface Props {
  pane: PaneName;
  subscriptionId: string;
  onClose: () => void;
  onOther: (pane: PaneName) => void;
}

/** The pane that the address names, about the subscription that it names. */
export function SubscriptionPane({ pane, ...props }: Props) {
  if (pane === 'assign')
    return (
      <Suspense fallback={null}>
        <AssignPane subscriptionId={props.subscriptionId} onClose={props.onClose} />
      </Suspense>
    );
  return <LoadedPane {...props} pane={pane} />;
}

interface LoadedProps extends Props {
  pane: Exclude<PaneName, 'assign'>;
}

function LoadedPane({ pane, subscriptionId, onClose, onOther }: LoadedProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useSubscription(subscriptionId);
  if (error && !data)
    return (
      <Pane
        title={t('products.paneFailed')}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('action.close')}</Button>}
      >
        <ErrorBar error={error} onRetry={() => void refetch()} />
      </Pane>
    );
  if (!data) return null;
  const Content = content[pane];
  return (
    <Suspense fallback={null}>
      <Content {...data} onClose={onClose} onOther={onOther} />
    </Suspense>
  );
}
