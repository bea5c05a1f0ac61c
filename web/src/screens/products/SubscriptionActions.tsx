// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { ActionButton } from '@/ui/ActionButton';

import { billingAction } from './RowActions';
import type { PaneName } from './search';
import type { Subscription } from './subscriptions';

interface Props {
  subscription: Subscription;
  onOpen: (pane: PaneName) => void;
}

/** The menu of a row, all in sight. */
export function SubscriptionActions({ subscription, onOpen }: Props) {
  const { t } = useTranslation();
  const { status, allowedActions: actions } = subscription;
  const hasEnded = status === 'expired' || status === 'disabled';
  if (status === 'deleted') return null;
  return (
    <>
      {hasEnded && (
        <ActionButton
          appearance="primary"
          allowed={actions.reactivateSubscription}
          onClick={() => onOpen('reactivate')}
        >
          {t('products.reactivate')}
        </ActionButton>
      )}
      <ActionButton
        appearance={hasEnded ? 'secondary' : 'primary'}
        data-key="assign"
        allowed={actions.assignLicenses}
        onClick={() => onOpen('assign')}
      >
        {t('products.assignLicenses')}
      </ActionButton>
      <ActionButton allowed={actions.setQuantity} onClick={() => onOpen('quantity')}>
        {t('products.changeQuantity')}
      </ActionButton>
      <ActionButton allowed={billingAction(subscription)} onClick={() => onOpen('billing')}>
        {t('products.changeBilling')}
      </ActionButton>
      <ActionButton allowed={actions.cancelSubscription} onClick={() => onOpen('cancel')}>
        {t('products.cancel')}
      </ActionButton>
    </>
  );
}
