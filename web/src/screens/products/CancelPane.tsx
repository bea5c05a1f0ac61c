// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Field,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Pane } from '@/ui/Pane';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { CancelFacts, useLosses } from './CancelFacts';
import { ChangeFailed } from './ChangeFailed';
import type { PaneProps } from './SubscriptionPane';
import { useNameOf } from './lifecycle';
import { useBillingUpdate } from './useBillingUpdate';
import { useQuote } from './useQuote';
import { useReadAgain } from '@/api/useReadAgain';

type Reason = Schemas['CancelReason'];

const reasons: Reason[] = [
  'tooExpensive',
  'noLongerNeeded',
  'missingFeatures',
  'switchedProduct',
  'technicalIssues',
  'boughtByMistake',
  'other',
];
const feedbackMax = 2_000;

interface Cancellation {
  reason: Reason;
  feedback: string | null;
  etag: string;
}

/** Cancel: what happens to whom, what comes back, and why it is done; asks once more. */
export default function CancelPane({ subscription, etag, onClose }: PaneProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const toast = useToast();
  const readAgain = useReadAgain(subscription.id);
  const nameOf = useNameOf();
  const reasonsRef = useRef<HTMLDivElement>(null);
  const [opened] = useState(subscription);
  const [reason, setReason] = useState<Reason>();
  const [feedback, setFeedback] = useState('');
  const [hasSubmitted, setHasSubmitted] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const {
    quote,
    error: quoteError,
    isWaiting,
  } = useQuote({ kind: 'cancellation', subscriptionId: subscription.id }, etag);
  const losses = useLosses(subscription, quote);

  const cancel = useCommand({
    send: ({ etag: seen, ...body }: Cancellation, key) =>
      result(
        api.POST('/v1/subscriptions/{id}/cancel', {
          params: {
            path: { id: subscription.id },
            header: { 'Idempotency-Key': key, 'If-Match': seen },
          },
          body,
        }),
      ),
    onDone: ({ productName, nextLifecycleAt }) => {
      toast({
        title: t('cancelSubscription.done', { product: productName }),
        body:
          nextLifecycleAt &&
          t('cancelSubscription.until', { day: formats.billingDay(nextLifecycleAt) }),
      });
      onClose();
    },
  });
  const length = [...feedback].length;
  const submit = () => {
    setHasSubmitted(true);
    if (!reason) reasonsRef.current?.querySelector('input')?.focus();
    else if (length <= feedbackMax && quote) setIsAsking(true);
  };
  const confirm = () =>
    cancel.mutate(
      { reason: reason!, feedback: feedback.trim() || null, etag },
      {
        onError: (error) => {
          setIsAsking(false);
          readAgain(error);
        },
      },
    );

  return (
    <>
      <Pane
        title={t('cancelSubscription.title')}
        context={nameOf(subscription)}
        isDirty={reason !== undefined || feedback !== ''}
        onClose={onClose}
        onSubmit={submit}
        footer={
          <>
            <Button type="submit" appearance="primary" disabledFocusable={cancel.isPending}>
              {t('cancelSubscription.save')}
            </Button>
            <Button onClick={onClose}>{t('cancelSubscription.keep')}</Button>
          </>
        }
      >
        <ChangeFailed error={cancel.error ?? quoteError} before={opened} now={subscription} />
        <CancelFacts subscription={subscription} quote={quote} isWaiting={isWaiting} />
        <StopInstead subscription={subscription} etag={etag} onDone={onClose} />
        <Field
          label={t('cancelSubscription.reason')}
          required
          validationMessage={
            hasSubmitted && !reason ? t('cancelSubscription.reasonMissing') : undefined
          }
        >
          <RadioGroup
            ref={reasonsRef}
            value={reason ?? ''}
            onChange={(_event, data) => setReason(data.value as Reason)}
          >
            {reasons.map((one) => (
              <Radio key={one} value={one} label={t(`cancelReason.${one}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Field
          label={t('cancelSubscription.feedback')}
          hint={t('cancelSubscription.counter', {
            length: formats.number(length),
            max: formats.number(feedbackMax),
          })}
          validationMessage={
            length > feedbackMax
              ? t('cancelSubscription.feedbackTooLong', { max: formats.number(feedbackMax) })
              : undefined
          }
        >
          <Textarea
            rows={4}
            value={feedback}
            onChange={(_event, data) => setFeedback(data.value)}
          />
        </Field>
      </Pane>
      {isAsking && (
        <ConfirmDialog
          title={t('cancelSubscription.ask', { product: subscription.productName })}
          confirm={t('cancelSubscription.save')}
          cancel={t('cancelSubscription.keep')}
          isDestructive
          isBusy={cancel.isPending}
          onConfirm={confirm}
          onCancel={() => setIsAsking(false)}
        >
          <ul>
            {losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}

interface StopProps {
  subscription: PaneProps['subscription'];
  etag: string;
  onDone: () => void;
}

/** The other way out: everybody keeps the license for the time that is paid. */
function StopInstead({ subscription, etag, onDone }: StopProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const update = useBillingUpdate(subscription, onDone);
  const { renewsAt, recurringBilling, allowedActions } = subscription;
  if (!renewsAt || recurringBilling === 'off' || !allowedActions.stopRenewal.allowed) return null;
  return (
    <>
      <ChangeFailed error={update.error} before={subscription} now={subscription} />
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('cancelSubscription.instead')}</MessageBarTitle>{' '}
          {t('cancelSubscription.insteadAbout', { day: formats.billingDay(renewsAt) })}
        </MessageBarBody>
        <MessageBarActions>
          <Button
            disabledFocusable={update.isPending}
            onClick={() => update.mutate({ body: { recurringBilling: 'off' }, etag })}
          >
            {t('cancelSubscription.stop')}
          </Button>
        </MessageBarActions>
      </MessageBar>
    </>
  );
}
