// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, MessageBar, Radio, RadioGroup, Spinner, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { billingProfilesQuery } from '@/api/queries';
import { useCardName } from '@/screens/billing/cardText';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';

import { ChangeFailed } from './ChangeFailed';
import type { PaneProps } from './SubscriptionPane';
import { useNameOf } from './lifecycle';
import { useBillingUpdate } from './useBillingUpdate';

/** Which billing profile future invoices of a subscription go to. */
export default function BillingProfilePane({ subscription, etag, onClose }: PaneProps) {
  const { t } = useTranslation();
  const cardName = useCardName();
  const nameOf = useNameOf();
  const [opened] = useState(subscription);
  const [chosen, setChosen] = useState(opened.billingProfileId);
  const [hasSubmitted, setHasSubmitted] = useState(false);
  const profiles = useQuery(billingProfilesQuery);
  const update = useBillingUpdate(subscription, onClose);
  const isDirty = chosen !== opened.billingProfileId;
  const usable = profiles.data?.filter(
    ({ id, allowedActions }) =>
      id === opened.billingProfileId || allowedActions.updateBillingProfile.allowed,
  );
  const submit = () => {
    setHasSubmitted(true);
    if (isDirty && !update.isPending) update.mutate({ body: { billingProfileId: chosen }, etag });
  };
  return (
    <Pane
      title={t('products.changeProfile')}
      context={nameOf(subscription)}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <PaneButtons isBusy={update.isPending} onCancel={onClose}>
          {t('profilePane.save')}
        </PaneButtons>
      }
    >
      <ChangeFailed error={update.error} before={opened} now={subscription} />
      <ErrorBar error={profiles.error} onRetry={() => void profiles.refetch()} />
      {hasSubmitted && !isDirty && (
        <MessageBar intent="warning" role="alert">
          {t('reasons.nothingToChange')}
        </MessageBar>
      )}
      {profiles.isPending && <Spinner size="tiny" label={t('state.loading')} />}
      {usable && (
        <Field label={t('profilePane.label')} hint={t('profilePane.hint')}>
          <RadioGroup value={chosen} onChange={(_event, data) => setChosen(data.value)}>
            {usable.map(({ id, name, paymentMethod, billTo, poNumber }) => (
              <Radio
                key={id}
                value={id}
                label={
                  <>
                    {name}
                    <br />
                    <Text size={200}>
                      {[
                        paymentMethod ? cardName(paymentMethod) : t('profilePane.noCard'),
                        [billTo.line1, billTo.city].filter(Boolean).join(', '),
                        poNumber && t('profilePane.poNumber', { number: poNumber }),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  </>
                }
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      {usable && usable.length < 2 && <Text>{t('profilePane.onlyOne')}</Text>}
    </Pane>
  );
}
