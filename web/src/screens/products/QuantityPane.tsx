// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Field, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { Pane } from '@/ui/Pane';
import { QuantityInput } from '@/ui/QuantityInput';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { ChangeFailed } from './ChangeFailed';
import { PendingPayment } from './PendingPayment';
import { QuantityQuote } from './QuantityQuote';
import type { PaneProps } from './SubscriptionPane';
import { WhenChoice } from './WhenChoice';
import { settle, type Settled } from './settled';
import { useOffer } from './subscriptions';
import { quantityMax, useTotal } from './total';
import { useQuote } from './useQuote';
import { useReadAgain } from '@/api/useReadAgain';

type When = Schemas['When'];

interface Change {
  quantity: number;
  when: When | undefined;
  expectedTotal: Schemas['Money'];
  etag: string;
}

/** Buy more or reduce: one box with the total, and what that costs or gives back. */
export default function QuantityPane({ subscription, etag, onClose }: PaneProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const toast = useToast();
  const readAgain = useReadAgain(subscription.id);
  const inputRef = useRef<HTMLInputElement>(null);
  const [opened] = useState(subscription);
  const [text, setText] = useState(String(opened.quantity));
  const [chosenWhen, setChosenWhen] = useState<When>();
  const [hasSubmitted, setHasSubmitted] = useState(false);
  const [pending, setPending] = useState<Settled>();
  const offer = useOffer(subscription);

  const typed = useTotal(text, subscription, offer.offer);
  const isSame = typed.quantity === subscription.quantity;
  const wish =
    typed.quantity !== undefined && !typed.problem && !isSame
      ? {
          kind: 'quantityChange' as const,
          subscriptionId: subscription.id,
          quantity: typed.quantity,
          when: chosenWhen,
        }
      : undefined;
  const { quote, error: quoteError, isWaiting, refetch } = useQuote(wish, etag);

  const done = ({ subscription: now }: Settled) => {
    toast({
      title:
        now.scheduledQuantity === null
          ? t('quantity.done', {
              count: now.quantity,
              quantity: formats.number(now.quantity),
              product: now.productName,
            })
          : t('quantity.scheduled', {
              count: now.scheduledQuantity,
              quantity: formats.number(now.scheduledQuantity),
              product: now.productName,
              day: now.renewsAt ? formats.billingDay(now.renewsAt) : '',
            }),
    });
    onClose();
  };
  const save = useCommand({
    send: ({ etag: seen, ...body }: Change, key) =>
      settle(() =>
        api.POST('/v1/subscriptions/{id}/quantity', {
          params: {
            path: { id: subscription.id },
            header: { 'Idempotency-Key': key, 'If-Match': seen },
          },
          body,
        }),
      ),
    onDone: (settled) => (settled.isPending ? setPending(settled) : done(settled)),
  });
  const keepsScheduled = isSame && subscription.scheduledQuantity !== null;
  const submit = () => {
    setHasSubmitted(true);
    if (typed.quantity === undefined || typed.problem || (isSame && !keepsScheduled)) {
      inputRef.current?.focus();
      return;
    }
    if (save.isPending || (!quote && !isSame)) return;
    const expectedTotal = quote?.total ?? { amount: '0', currency: subscription.price.currency };
    save.mutate(
      { quantity: typed.quantity, when: isSame ? undefined : chosenWhen, expectedTotal, etag },
      {
        onError: (error) => {
          if (error.reason === 'priceChanged') refetch();
          readAgain(error);
        },
      },
    );
  };
  const message =
    typed.problem ?? (hasSubmitted && isSame && !keepsScheduled ? t('quantity.same') : undefined);
  const title = t('products.changeQuantity');
  const context = t('quantity.context', {
    product: subscription.productName,
    quantity: formats.number(subscription.quantity),
    assigned: formats.number(subscription.assigned),
  });

  if (pending)
    return (
      <Pane
        title={title}
        context={context}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('action.close')}</Button>}
      >
        <PendingPayment settled={pending} onDone={done} />
      </Pane>
    );
  return (
    <Pane
      title={title}
      context={context}
      isDirty={text !== String(opened.quantity)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
            {typed.quantity === undefined
              ? t('quantity.saveUnknown')
              : t(keepsScheduled ? 'quantity.keep' : 'quantity.save', {
                  count: typed.quantity,
                  quantity: formats.number(typed.quantity),
                })}
          </Button>
          <Button onClick={onClose} disabledFocusable={save.isPending}>
            {t('action.cancel')}
          </Button>
        </>
      }
    >
      <ChangeFailed
        error={save.error ?? quoteError}
        before={opened}
        now={subscription}
        expected={save.variables?.expectedTotal}
        current={quote?.total}
      />
      <Field
        label={t('quantity.total')}
        hint={t('quantity.hint')}
        validationMessage={message}
        validationState={message ? 'error' : 'none'}
      >
        <QuantityInput
          input={{ ref: inputRef }}
          text={text}
          onText={(next) => {
            setText(next);
            save.reset();
          }}
          min={Math.max(subscription.assigned, offer.offer?.minQuantity ?? 1)}
          max={offer.offer?.maxQuantity ?? quantityMax}
        />
      </Field>
      {typed.missing > 0 && (
        <RouterLink
          to="/licenses/$productId"
          params={{ productId: subscription.productId }}
          search={{ pool: subscription.id }}
        >
          {t('quantity.unassign', { count: typed.missing, number: formats.number(typed.missing) })}
        </RouterLink>
      )}
      {subscription.scheduledQuantity !== null && (
        <Text>
          {t('quantity.isScheduled', {
            count: subscription.scheduledQuantity,
            quantity: formats.number(subscription.scheduledQuantity),
            day: subscription.renewsAt ? formats.billingDay(subscription.renewsAt) : '',
          })}
        </Text>
      )}
      {wish && subscription.renewsAt && (
        <WhenChoice
          subscription={subscription}
          isFewer={wish.quantity < subscription.quantity}
          reduction={offer.offer?.seatReduction}
          chosen={chosenWhen}
          effectiveAt={quote?.effectiveAt}
          onChoose={setChosenWhen}
        />
      )}
      {wish && (
        <QuantityQuote
          subscription={subscription}
          quantity={wish.quantity}
          quote={quote}
          isWaiting={isWaiting}
        />
      )}
    </Pane>
  );
}
