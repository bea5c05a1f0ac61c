// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useReadAgain } from '@/api/useReadAgain';
import { versionedSubscriptionQuery } from '@/api/queries';
import { useCommand } from '@/api/useCommand';
import { usePages } from '@/api/usePages';
import { ActionButton } from '@/ui/ActionButton';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

type Order = Schemas['Order'];

interface Props {
  subscriptionId: string;
  onClose: () => void;
}

/** The history of a member's purchase, and the little that an admin may do about it. */
export function PurchasePane({ subscriptionId, onClose }: Props) {
  const { t } = useTranslation();
  const [isStopping, setIsStopping] = useState(false);
  const { data, error, refetch } = useQuery(versionedSubscriptionQuery(subscriptionId));
  const subscription = data?.subscription;
  return (
    <Pane
      title={
        subscription
          ? t('purchases.historyOf', {
              product: subscription.productName,
              purchaser: subscription.purchaser.displayName,
            })
          : t('purchases.history')
      }
      context={t('purchases.readOnly')}
      onClose={onClose}
      footer={
        <>
          {subscription && (
            <ActionButton
              allowed={subscription.allowedActions.stopRenewal}
              needless={
                subscription.recurringBilling === 'off' ? t('purchases.isStopped') : undefined
              }
              onClick={() => setIsStopping(true)}
            >
              {t('purchases.stopRenewal')}
            </ActionButton>
          )}
          <Button onClick={onClose}>{t('action.close')}</Button>
        </>
      }
    >
      <ErrorBar error={error} onRetry={() => void refetch()} />
      <Orders subscriptionId={subscriptionId} />
      {subscription && <FurtherLinks subscription={subscription} />}
      {subscription && isStopping && (
        <StopRenewal
          subscription={subscription}
          etag={data.etag}
          onEnd={() => setIsStopping(false)}
        />
      )}
    </Pane>
  );
}

function FurtherLinks({ subscription }: { subscription: Schemas['Subscription'] }) {
  const { t } = useTranslation();
  const { id, productId, productName } = subscription;
  return (
    <>
      <RouterLink to="/licenses/$productId" params={{ productId }} search={{ pool: id }}>
        {t('purchases.holders')}
      </RouterLink>
      <RouterLink to="/admin/policies" search={{ product: productId }}>
        {t('purchases.policyOf', { product: productName })}
      </RouterLink>
    </>
  );
}

function Orders({ subscriptionId }: { subscriptionId: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const pages = usePages(['orders', subscriptionId], (cursor, signal) =>
    result(
      api.GET('/v1/subscriptions/{id}/orders', {
        params: { path: { id: subscriptionId }, query: { cursor } },
        signal,
      }),
    ),
  );
  const columns: Column<Order>[] = [
    { id: 'at', header: t('purchases.when'), cell: ({ at }) => formats.instant(at) },
    {
      id: 'kind',
      header: t('purchases.what'),
      isRowHeader: true,
      cell: ({ kind }) => t(`purchases.orderKind.${kind}`),
    },
    {
      id: 'actor',
      header: t('purchases.who'),
      cell: ({ actor }) => actor?.displayName ?? t('purchases.system'),
    },
    {
      id: 'quantity',
      header: t('purchases.licenses'),
      isNumeric: true,
      cell: ({ quantityBefore, quantityAfter }) =>
        `${formats.number(quantityBefore)} → ${formats.number(quantityAfter)}`,
    },
    {
      id: 'total',
      header: t('purchases.amount'),
      isNumeric: true,
      cell: ({ total }) => formats.money(total),
    },
  ];
  return (
    <DataTable
      label={t('purchases.history')}
      columns={columns}
      pages={pages}
      keyOf={({ id }) => id}
      empty={<EmptyState title={t('purchases.noOrders')} />}
    />
  );
}

interface StopProps {
  subscription: Schemas['Subscription'];
  etag: string;
  onEnd: () => void;
}

function StopRenewal({ subscription, etag, onEnd }: StopProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const toast = useToast();
  const readAgain = useReadAgain(subscription.id);
  const { id, productName, purchaser, expiresAt } = subscription;
  const stop = useCommand({
    send: (_input: { id: string }) =>
      result(
        api.PATCH('/v1/subscriptions/{id}', {
          params: { path: { id }, header: { 'If-Match': etag } },
          body: { recurringBilling: 'off' },
        }),
      ),
    onDone: () => {
      toast({ title: t('purchases.stopped', { product: productName }) });
      onEnd();
    },
  });
  return (
    <ConfirmDialog
      title={t('purchases.stopTitle')}
      confirm={t('purchases.stopRenewal')}
      isDestructive
      isBusy={stop.isPending}
      error={stop.error}
      onConfirm={() => stop.mutate({ id }, { onError: readAgain })}
      onCancel={onEnd}
    >
      <p>
        {t('purchases.stopBody', {
          product: productName,
          purchaser: purchaser.displayName,
          date: expiresAt === null ? '–' : formats.billingDay(expiresAt),
        })}
      </p>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{t('purchases.stopNote')}</MessageBarBody>
      </MessageBar>
    </ConfirmDialog>
  );
}
