// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { AddressFields } from '@/ui/AddressFields';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { addressOfDraft, draftOfAddress, isAddressComplete } from '@/ui/address';
import { useToast } from '@/ui/toasts';
import { useDraft } from '@/ui/useDraft';

import { CardFields, type CardFieldsHandle } from './CardFields';
import { CardClashes, ExpiryAndName, type Values } from './EditCardFields';
import { expiryText, useCardName } from './cardText';
import { isPastExpiry, readExpiry } from './expiry';
import { cardQuery } from './queries';

const useStyles = makeStyles({
  code: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
  wide: { width: '100%' },
});

interface Props {
  id: string;
  onClose: () => void;
}

/** Changes what may change of a card: security code, expiry date, name and address. */
export function EditCardPane({ id, onClose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(cardQuery(id));
  if (data) return <Form card={data.card} etag={data.etag} onClose={onClose} />;
  return (
    <Pane
      title={t('paymentMethods.edit')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      {error ? (
        <ErrorBar error={error} onRetry={() => void refetch()} />
      ) : (
        <Spinner label={t('state.loading')} />
      )}
    </Pane>
  );
}

interface FormProps {
  card: Schemas['PaymentMethod'];
  etag: string;
  onClose: () => void;
}

function useSave(card: Schemas['PaymentMethod'], etag: string, onDone: () => void) {
  const queries = useQueryClient();
  return useCommand({
    send: (body: Schemas['UpdatePaymentMethod']) =>
      result(
        api.PATCH('/v1/payment-methods/{id}', {
          params: { path: { id: card.id }, header: { 'If-Match': etag } },
          body,
        }),
      ).catch((error: unknown) => {
        // After a clash what is there now is shown beside what was typed.
        void queries.invalidateQueries({ queryKey: ['paymentMethods'] });
        throw error;
      }),
    onDone,
  });
}

function bodyOf(changes: Partial<Values>): Schemas['UpdatePaymentMethod'] {
  const expiry = changes.expiry === undefined ? undefined : readExpiry(changes.expiry);
  return {
    ...(expiry && { expiryMonth: expiry.month, expiryYear: expiry.year }),
    ...(changes.name !== undefined && { name: changes.name.trim() }),
    ...(changes.address && { address: addressOfDraft(changes.address) }),
  };
}

function Form({ card, etag, onClose }: FormProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const nameOf = useCardName();
  const toast = useToast();
  const code = useRef<CardFieldsHandle>(null);
  const [isCodeAsked, setIsCodeAsked] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const draft = useDraft<Values>({
    expiry: expiryText(card.expiryMonth, card.expiryYear),
    name: card.name,
    address: draftOfAddress(card.address),
  });
  const { values, changes } = draft;
  const save = useSave(card, etag, () => {
    toast({ title: t('paymentMethods.saved', { card: nameOf(card) }) });
    onClose();
  });
  const expiry = readExpiry(values.expiry);
  const isExpiryWrong =
    changes.expiry !== undefined && (expiry === undefined || isPastExpiry(expiry));
  const isComplete =
    !isExpiryWrong && values.name.trim() !== '' && isAddressComplete(values.address);
  const hasNothing = !draft.isDirty && !isCodeAsked;
  const submit = async () => {
    setWasTried(true);
    if (isBusy || hasNothing || !isComplete) return;
    setIsBusy(true);
    save.reset();
    try {
      const body = bodyOf(changes);
      if (isCodeAsked) {
        const token = await code.current?.tokenize(values.name, values.address);
        if (token === undefined) return;
        body.securityCodeToken = token;
      }
      await save.mutateAsync(body).catch(() => undefined);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Pane
      title={t('paymentMethods.edit')}
      context={t('paymentMethods.editAbout', { card: nameOf(card) })}
      isDirty={draft.isDirty || isCodeAsked}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <PaneButtons isBusy={isBusy} onCancel={onClose}>
          {isBusy ? t('billing.saving') : t('billing.save')}
        </PaneButtons>
      }
    >
      <ErrorBar error={save.error} fields={['expiry', 'name', 'address']} />
      <CardClashes card={card} draft={draft} />
      {wasTried && hasNothing && <Text role="alert">{t('billing.nothingChanged')}</Text>}
      <ExpiryAndName draft={draft} error={save.error} isExpiryWrong={wasTried && isExpiryWrong} />
      <div className={styles.code}>
        {isCodeAsked ? (
          <div className={styles.wide}>
            <CardFields ref={code} only="cvc" />
          </div>
        ) : (
          <Button onClick={() => setIsCodeAsked(true)}>{t('paymentMethods.enterCode')}</Button>
        )}
      </div>
      <AddressFields
        legend={t('card.address')}
        value={values.address}
        onChange={(address) => draft.set({ address })}
        path="address"
        error={save.error}
        wasTried={wasTried}
      />
    </Pane>
  );
}
