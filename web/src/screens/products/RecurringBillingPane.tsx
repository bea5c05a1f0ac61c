// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, MessageBar, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useFormats } from '@/ui/format';

import { ChangeFailed } from './ChangeFailed';
import type { PaneProps } from './SubscriptionPane';
import { useNameOf } from './lifecycle';
import { useOffer } from './subscriptions';
import { useBillingUpdate } from './useBillingUpdate';

type Recurring = Schemas['RecurringBilling'];
type Frequency = Schemas['BillingFrequency'];

const choices: Recurring[] = ['on', 'onceMore', 'off'];

/** Recurring billing, and how often is charged from the next renewal on. */
export default function RecurringBillingPane({ subscription, etag, onClose }: PaneProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useNameOf();
  const [opened] = useState(subscription);
  const openedFrequency = opened.scheduledBillingFrequency ?? opened.billingFrequency;
  const [recurring, setRecurring] = useState<Recurring>(opened.recurringBilling);
  const [frequency, setFrequency] = useState<Frequency>(openedFrequency);
  const [hasSubmitted, setHasSubmitted] = useState(false);
  const { offers } = useOffer(subscription);
  const update = useBillingUpdate(subscription, onClose);

  const { changeRecurringBilling, stopRenewal, updateSubscription } = subscription.allowedActions;
  const canChoose = (choice: Recurring) =>
    choice === 'off' ? stopRenewal.allowed : changeRecurringBilling.allowed;
  const reason = changeRecurringBilling.allowed ? undefined : changeRecurringBilling.reason;
  const frequencies = [...new Set(offers.map(({ billingFrequency }) => billingFrequency))];
  const body: Schemas['UpdateSubscription'] = {
    ...(recurring === opened.recurringBilling ? {} : { recurringBilling: recurring }),
    ...(frequency === openedFrequency || recurring === 'off'
      ? {}
      : { billingFrequency: frequency }),
  };
  const isDirty = Object.keys(body).length > 0;
  const day = formats.billingDay(subscription.renewsAt ?? subscription.expiresAt ?? '');
  const drops =
    recurring === 'off' &&
    (subscription.scheduledQuantity !== null || subscription.scheduledBillingFrequency !== null);
  const submit = () => {
    setHasSubmitted(true);
    if (isDirty && !update.isPending) update.mutate({ body, etag });
  };
  return (
    <Pane
      title={t('billingPane.title')}
      context={nameOf(subscription)}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <PaneButtons isBusy={update.isPending} onCancel={onClose}>
          {t(body.recurringBilling ? `billingPane.save.${recurring}` : 'billingPane.saveOther')}
        </PaneButtons>
      }
    >
      <ChangeFailed error={update.error} before={opened} now={subscription} />
      {hasSubmitted && !isDirty && (
        <MessageBar intent="warning" role="alert">
          {t('reasons.nothingToChange')}
        </MessageBar>
      )}
      <Field label={t('billingPane.recurring')} hint={reason && t(`reasons.${reason}`)}>
        <RadioGroup
          value={recurring}
          onChange={(_event, data) => setRecurring(data.value as Recurring)}
        >
          {choices.map((choice) => (
            <Radio
              key={choice}
              value={choice}
              disabled={!canChoose(choice)}
              label={
                <>
                  {t(`recurringBilling.${choice}`)}
                  <br />
                  <Text size={200}>{t(`billingPane.about.${choice}`, { day })}</Text>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {drops && <MessageBar intent="warning">{t('billingPane.drops')}</MessageBar>}
      {frequencies.length > 1 && (
        <Field
          label={t('billingPane.frequency')}
          hint={
            updateSubscription.allowed
              ? t(recurring === 'off' ? 'reasons.recurringBillingOff' : 'billingPane.fromRenewal', {
                  day,
                })
              : t(`reasons.${updateSubscription.reason}`)
          }
        >
          <RadioGroup
            value={frequency}
            disabled={!updateSubscription.allowed || recurring === 'off'}
            onChange={(_event, data) => setFrequency(data.value as Frequency)}
          >
            {frequencies.map((one) => {
              const offer = offers.find(({ billingFrequency }) => billingFrequency === one)!;
              return (
                <Radio
                  key={one}
                  value={one}
                  label={t('billingPane.frequencyPrice', {
                    frequency: t(`term.${one}`),
                    price: t(`pricePer.${one}`, { price: formats.money(offer.price) }),
                  })}
                />
              );
            })}
          </RadioGroup>
        </Field>
      )}
    </Pane>
  );
}
