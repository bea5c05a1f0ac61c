// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { productQuery, subscriptionQuery } from '@/api/queries';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';

import { AssignForm, Context } from './AssignForm';

interface Props {
  subscriptionId: string;
  onClose: () => void;
}

/** Gives licenses of a subscription to people. */
export function AssignPane({ subscriptionId, onClose }: Props) {
  const { t } = useTranslation();
  const subscription = useQuery(subscriptionQuery(subscriptionId));
  // What the product consists of is a refinement: without it people are assigned all the same.
  const product = useQuery(productQuery(subscription.data?.productId));
  if (subscription.data?.allowedActions.assignLicenses.allowed && !product.isLoading)
    return (
      <AssignForm
        subscription={subscription.data}
        plans={product.data?.servicePlans ?? []}
        onClose={onClose}
      />
    );
  return (
    <Pane
      title={t('assign.title')}
      context={subscription.data && <Context subscription={subscription.data} />}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      {subscription.error ? (
        <ErrorBar error={subscription.error} onRetry={() => void subscription.refetch()} />
      ) : subscription.data?.allowedActions.assignLicenses.reason ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t(`reasons.${subscription.data.allowedActions.assignLicenses.reason}`)}
          </MessageBarBody>
        </MessageBar>
      ) : (
        <Skeleton aria-label={t('state.loading')}>
          <SkeletonItem size={32} />
        </Skeleton>
      )}
    </Pane>
  );
}
