// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import {
  PaymentMethodChoice,
  type PaymentMethodChoiceHandle,
} from '@/screens/billing/PaymentMethodChoice';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { ChangeFailed } from './ChangeFailed';
import { PendingPayment } from './PendingPayment';
import { QuoteBox } from './QuoteBox';
import type { PaneProps } from './SubscriptionPane';
import { useNameOf } from './lifecycle';
import { settle, type Settled } from './settled';
import { useBillingProfile } from './subscriptions';
import { useQuote } from './useQuote';
import { useReadAgain } from '@/api/useReadAgain';

interface Reactivation {
  paymentMethodId: string;
  etag: string;
}

/** Takes an ended subscription back into use: what that costs, and which card pays from now on. */
export default function ReactivatePane({ subscription, etag, onClose }: PaneProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const toast = useToast();
  const readAgain = useReadAgain(subscription.id);
  const nameOf = useNameOf();
  const cardRef = useRef<PaymentMethodChoiceHandle>(null);
  const [opened] = useState(subscription);
  const [isResolving, setIsResolving] = useState(false);
  const [isDirty, setIsDirty] = useState(false);
  const [pending, setPending] = useState<Settled>();
  const profile = useBillingProfile(subscription.billingProfileId);
  const canReactivate = subscription.allowedActions.reactivateSubscription;
  const {
    quote,
    error: quoteError,
    isWaiting,
  } = useQuote(
    canReactivate.allowed ? { kind: 'reactivation', subscriptionId: subscription.id } : undefined,
    etag,
  );

  const done = ({ subscription: now }: Settled) => {
    toast({
      title: t('reactivate.done', { product: now.productName }),
      body: now.renewsAt && t('lifecycle.renews', { day: formats.billingDay(now.renewsAt) }),
    });
    onClose();
  };
  const reactivate = useCommand({
    send: ({ etag: seen, ...body }: Reactivation, key) =>
      settle(() =>
        api.POST('/v1/subscriptions/{id}/reactivate', {
          params: {
            path: { id: subscription.id },
            header: { 'Idempotency-Key': key, 'If-Match': seen },
          },
          body,
        }),
      ),
    onDone: (settled) => (settled.isPending ? setPending(settled) : done(settled)),
  });
  const submit = async () => {
    if (!quote || isResolving || reactivate.isPending) return;
    setIsResolving(true);
    const paymentMethodId = await cardRef.current?.resolve();
    setIsResolving(false);
    if (paymentMethodId === undefined) return;
    reactivate.mutate({ paymentMethodId, etag }, { onError: readAgain });
  };

  const title = t('reactivate.title');
  if (pending)
    return (
      <Pane
        title={title}
        context={nameOf(subscription)}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('action.close')}</Button>}
      >
        <PendingPayment settled={pending} onDone={done} />
      </Pane>
    );
  return (
    <Pane
      title={title}
      context={nameOf(subscription)}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <PaneButtons
          isBusy={reactivate.isPending || isResolving || !canReactivate.allowed}
          onCancel={onClose}
        >
          {quote
            ? t('reactivate.pay', { amount: formats.money(quote.dueNow) })
            : t('products.reactivate')}
        </PaneButtons>
      }
    >
      <ChangeFailed error={reactivate.error ?? quoteError} before={opened} now={subscription} />
      {canReactivate.reason && <span>{t(`reasons.${canReactivate.reason}`)}</span>}
      <QuoteBox
        quote={quote}
        isWaiting={isWaiting}
        facts={(shown) => [
          {
            name: t('reactivate.licenses'),
            value: t('reactivate.licensesBack', {
              count: shown.quantity,
              quantity: formats.number(shown.quantity),
              assigned: formats.number(subscription.assigned),
            }),
          },
          {
            name: t('quote.today'),
            value: t('reactivate.charged', {
              amount: formats.money(shown.dueNow),
              tax: formats.money(shown.tax),
            }),
          },
          shown.nextCharge && {
            name: t('quote.from', { day: formats.day(shown.nextCharge.date) }),
            value: t(`quote.each.${subscription.billingFrequency}`, {
              amount: formats.money(shown.nextCharge.amount),
            }),
          },
        ]}
      />
      {!profile.isPending && canReactivate.allowed && (
        <PaymentMethodChoice
          ref={cardRef}
          label={t('reactivate.card')}
          initial={profile.data?.paymentMethod?.id}
          onChosen={() => setIsDirty(true)}
          onTyped={() => setIsDirty(true)}
        />
      )}
    </Pane>
  );
}
