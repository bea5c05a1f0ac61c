// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Link,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { answer, api, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { PaymentMethodChoice, type PaymentMethodChoiceHandle } from './PaymentMethodChoice';
import { invoiceDetailQuery, profileQuery } from './queries';

type Invoice = Schemas['InvoiceDetail'];

interface Props {
  invoice: Invoice;
  etag: string;
  onClose: () => void;
}

/** Pays what is owed, with the profile's card or another one. */
export function PayPane({ invoice, etag, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const toast = useToast();
  const queries = useQueryClient();
  const choice = useRef<PaymentMethodChoiceHandle>(null);
  const [isTyped, setIsTyped] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [pending, setPending] = useState<Schemas['PendingInvoice']>();
  const amount = formats.money(invoice.amountDue);
  const profile = useQuery(profileQuery(invoice.billingProfileId));
  const ofProfile = profile.data?.profile.paymentMethod ?? undefined;
  // By then the invoice read again owes nothing more: the amount is the one of before.
  const isPaid = (owed: Schemas['Money']) => {
    toast({ title: t('invoices.paid', { amount: formats.money(owed), number: invoice.number }) });
    onClose();
  };
  const pay = useCommand({
    // The version of the invoice is no part of the intent: a repetition has the key of the first.
    send: ({ paymentMethodId }: { paymentMethodId?: string }, key) =>
      answer(
        api.POST('/v1/invoices/{id}/pay', {
          params: {
            path: { id: invoice.id },
            header: { 'Idempotency-Key': key, 'If-Match': etag },
          },
          body: { paymentMethodId },
        }),
      ),
    onDone: ({ data }) => ('nextAction' in data ? setPending(data) : isPaid(invoice.amountDue)),
  });
  const submit = async () => {
    if (isBusy || pending) return;
    setIsBusy(true);
    pay.reset();
    try {
      const chosen = await choice.current?.resolve();
      if (chosen === undefined) return;
      const paymentMethodId = chosen === ofProfile?.id ? undefined : chosen;
      await pay.mutateAsync({ paymentMethodId });
    } catch {
      // The bar says why. The refused try is on the invoice now, as is its new version, and on the
      // card.
      await queries.invalidateQueries();
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Pane
      title={t('invoices.payTitle', { number: invoice.number })}
      context={t('invoices.payAbout', { amount, profile: invoice.billingProfileName })}
      isDirty={isTyped && !pending}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          {!pending && (
            <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
              {isBusy ? t('invoices.paying') : t('invoices.pay', { amount })}
            </Button>
          )}
          <Button onClick={onClose}>{pending ? t('action.close') : t('action.cancel')}</Button>
        </>
      }
    >
      <ErrorBar error={pay.error} />
      {pay.error?.status === 402 && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t('invoices.declinedAdvice')}</MessageBarBody>
        </MessageBar>
      )}
      {pending ? (
        <Pending
          pending={pending}
          onPaid={() => isPaid(pending.invoice.amountDue)}
          onDeclined={() => setPending(undefined)}
        />
      ) : profile.isPending ? (
        <Spinner label={t('state.loading')} />
      ) : (
        <PaymentMethodChoice
          ref={choice}
          initial={ofProfile?.id}
          ofProfile={ofProfile}
          onTyped={() => setIsTyped(true)}
        />
      )}
    </Pane>
  );
}

interface PendingProps {
  pending: Schemas['PendingInvoice'];
  onPaid: () => void;
  onDeclined: () => void;
}

const lookEveryMs = 2_000;

/** A payment that the bank or the gateway has not decided; looked at until it has. */
function Pending({ pending, onPaid, onDeclined }: PendingProps) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  const { data } = useQuery({
    ...invoiceDetailQuery(pending.invoice.id),
    refetchInterval: lookEveryMs,
  });
  const invoice = data?.invoice ?? pending.invoice;
  const last = invoice.payments.at(-1);
  const isPaid = invoice.status === 'paid';
  const told = useRef(false);
  useEffect(() => {
    if (!isPaid || told.current) return;
    told.current = true;
    onPaid();
  }, [isPaid, onPaid]);
  if (last?.status === 'declined')
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>
            {textOf({ reason: last.reason ?? undefined, detail: '' })}
          </MessageBarTitle>
          <Button onClick={onDeclined}>{t('invoices.otherCard')}</Button>
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <MessageBar intent="info" layout="multiline" role="status">
      <MessageBarBody>
        <MessageBarTitle>{t('invoices.pending.title')}</MessageBarTitle>
        {pending.nextAction ? (
          <>
            <p>{t('invoices.pending.confirm')}</p>
            <Link href={pending.nextAction.url} target="_blank" rel="noopener noreferrer">
              {t('invoices.pending.open')}
            </Link>
          </>
        ) : (
          t('invoices.pending.wait')
        )}
      </MessageBarBody>
    </MessageBar>
  );
}
