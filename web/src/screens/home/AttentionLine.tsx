// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import {
  CalendarClockRegular,
  KeyRegular,
  PaymentRegular,
  ReceiptRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { expiryText, useCardName } from '@/screens/billing/cardText';
import { RouterButton } from '@/ui/RouterButton';
import { useFormats } from '@/ui/format';

import type { Attention } from './attention';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  icon: { fontSize: tokens.fontSizeBase500, flexShrink: 0, display: 'flex' },
  text: { flex: '1 1 180px', overflowWrap: 'anywhere' },
});

interface LineProps {
  icon: ReactNode;
  text: string;
  children: ReactNode;
}

function Line({ icon, text, children }: LineProps) {
  const styles = useStyles();
  return (
    <li className={styles.line}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <Text className={styles.text}>{text}</Text>
      {children}
    </li>
  );
}

/** One thing to look at, and the button that leads to it. */
export function AttentionLine({ attention }: { attention: Attention }) {
  switch (attention.kind) {
    case 'invoice':
      return <InvoiceLine {...attention} />;
    case 'card':
      return <CardLine {...attention} />;
    case 'full':
      return <FullLine {...attention} />;
    case 'renewal':
      return <RenewalLine {...attention} />;
  }
}

type Of<Kind> = Extract<Attention, { kind: Kind }>;

function InvoiceLine({ invoice }: Of<'invoice'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = formats.money(invoice.amountDue);
  return (
    <Line
      icon={<ReceiptRegular />}
      text={t(`home.invoice.${invoice.status}`, {
        number: invoice.number,
        amount,
        date: invoice.dueDate === null ? '' : formats.day(invoice.dueDate),
      })}
    >
      <RouterButton to="/billing/invoices/$id" params={{ id: invoice.id }} appearance="primary">
        {invoice.allowedActions.payInvoice.allowed
          ? t('home.payInvoice', { amount })
          : t('home.seeInvoice')}
      </RouterButton>
    </Line>
  );
}

function CardLine({ card }: Of<'card'>) {
  const { t } = useTranslation();
  const nameOf = useCardName();
  return (
    <Line
      icon={<PaymentRegular />}
      text={t(`home.card.${card.status}`, {
        card: nameOf(card),
        expiry: expiryText(card.expiryMonth, card.expiryYear),
      })}
    >
      <RouterButton to="/billing/payment-methods">{t('home.updateCard')}</RouterButton>
    </Line>
  );
}

function FullLine({ pool }: Of<'full'>) {
  const { t } = useTranslation();
  return (
    <Line
      icon={<KeyRegular />}
      text={t('home.full', { product: pool.productName, count: pool.total })}
    >
      <RouterButton
        to="/products/$subscriptionId"
        params={{ subscriptionId: pool.subscriptionId ?? '' }}
        search={{ pane: 'quantity' }}
        aria-label={t('home.buyMoreOf', { product: pool.productName })}
      >
        {t('home.buyMore')}
      </RouterButton>
    </Line>
  );
}

function RenewalLine({ subscription }: Of<'renewal'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { user } = useMe();
  const { id, productName, purchaser, accountType, renewsAt } = subscription;
  const isForeign = accountType === 'selfService' && purchaser.id !== user.id;
  const date = renewsAt === null ? '' : formats.billingDay(renewsAt);
  const name = t('home.reviewOf', { product: productName });
  return (
    <Line
      icon={<CalendarClockRegular />}
      text={
        isForeign
          ? t('home.renewalOf', { product: productName, purchaser: purchaser.displayName, date })
          : t('home.renewal', { product: productName, date })
      }
    >
      {isForeign ? (
        <RouterButton to="/admin/purchases" search={{ history: id }} aria-label={name}>
          {t('home.review')}
        </RouterButton>
      ) : (
        <RouterButton
          to="/products/$subscriptionId"
          params={{ subscriptionId: id }}
          aria-label={name}
        >
          {t('home.review')}
        </RouterButton>
      )}
    </Line>
  );
}
