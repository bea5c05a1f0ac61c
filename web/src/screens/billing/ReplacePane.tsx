// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { useToast } from '@/ui/toasts';

import { PaymentMethodChoice, type PaymentMethodChoiceHandle } from './PaymentMethodChoice';
import { UseList } from './UseList';
import { useCardName } from './cardText';
import { cardsQuery, useProfileReadAgain } from './queries';

interface Props {
  profile: Schemas['BillingProfile'];
  etag: string;
  onClose: () => void;
}

/** Another card pays from now on: first which, then what moves to it, then it is done. */
export function ReplacePane({ profile, etag, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const nameOf = useCardName();
  const readAgain = useProfileReadAgain();
  const choice = useRef<PaymentMethodChoiceHandle>(null);
  const [isTyped, setIsTyped] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [moves, setMoves] = useState<Schemas['PaymentMethodUse'][]>();
  const cards = useQuery(cardsQuery);
  const next = cards.data?.items.find(({ id }) => id === chosen);
  const cardName = next ? nameOf(next) : t('card.card');

  const send = (body: Schemas['ReplaceProfilePaymentMethod'], key: string) =>
    result(
      api.POST('/v1/billing-profiles/{id}/payment-method', {
        params: {
          path: { id: profile.id },
          header: { 'Idempotency-Key': key, 'If-Match': etag },
        },
        body,
      }),
    );
  const look = useCommand({
    send: (paymentMethodId: string, key) => send({ paymentMethodId, previewOnly: true }, key),
    onDone: ({ moved }) => setMoves(moved),
  });
  const replace = useCommand({
    send: (paymentMethodId: string, key) => send({ paymentMethodId }, key),
    onDone: () => {
      toast({
        title: t('billingProfiles.replaced', { card: cardName }),
        body: t('billingProfiles.oldCardKept'),
      });
      onClose();
    },
  });
  const submit = async () => {
    if (isBusy) return;
    setIsBusy(true);
    replace.reset();
    look.reset();
    if (moves && chosen) await replace.mutateAsync(chosen).catch(readAgain);
    else {
      const card = await choice.current?.resolve();
      setChosen(card);
      if (card) await look.mutateAsync(card).catch(readAgain);
    }
    setIsBusy(false);
  };
  const done = moves
    ? t('billingProfiles.replaceWith', { card: cardName })
    : t('billingProfiles.showMoves');
  return (
    <Pane
      title={t('billingProfiles.replaceCard')}
      context={t('billingProfiles.replaceAbout', {
        card: profile.paymentMethod ? nameOf(profile.paymentMethod) : t('billingProfiles.noCard'),
      })}
      isDirty={isTyped && !moves}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
            {isBusy ? t('billing.saving') : done}
          </Button>
          {moves && <Button onClick={() => setMoves(undefined)}>{t('billing.back')}</Button>}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      <ErrorBar error={look.error ?? replace.error} />
      {moves ? (
        <>
          <Text role="status">{t('billingProfiles.moves', { card: cardName })}</Text>
          <UseList uses={moves} />
          <Text>{t('billingProfiles.oldCardKept')}</Text>
        </>
      ) : (
        <PaymentMethodChoice
          ref={choice}
          label={t('billingProfiles.newCard')}
          initial={chosen}
          exclude={profile.paymentMethod?.id}
          onTyped={() => setIsTyped(true)}
        />
      )}
    </Pane>
  );
}
