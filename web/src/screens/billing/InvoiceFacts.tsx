// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { subscriptionQuery } from '@/api/queries';
import { AddressText } from '@/ui/AddressText';
import { Facts } from '@/ui/Facts';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { useCardName } from './cardText';
import { invoiceDetailQuery } from './queries';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(300px, 100%), 1fr))',
    gap: tokens.spacingVerticalL,
  },
});

/** Who an invoice is for, and when it is to be paid. */
export function InvoiceFacts({ invoice }: { invoice: Schemas['InvoiceDetail'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const cardName = useCardName();
  // Who only pays or reads invoices may not see what they are for.
  const subscription = useQuery(subscriptionQuery(invoice.subscriptionId));
  const { billTo } = invoice;
  return (
    <div className={styles.facts}>
      <Facts
        facts={[
          {
            name: t('invoices.billTo'),
            value: (
              <>
                <div>{billTo.name}</div>
                <AddressText address={billTo.address} />
              </>
            ),
          },
          { name: t('billing.taxId'), value: invoice.taxId },
          { name: t('billing.poNumber'), value: invoice.poNumber },
        ]}
      />
      <Facts
        facts={[
          { name: t('invoices.columns.date'), value: formats.day(invoice.invoiceDate) },
          {
            name: t('invoices.columns.due'),
            value: invoice.dueDate === null ? null : formats.day(invoice.dueDate),
          },
          {
            name: t('invoices.nextCharge'),
            value: invoice.nextChargeAt === null ? null : formats.billingDay(invoice.nextChargeAt),
          },
          {
            name: t('invoices.columns.profile'),
            value: (
              <RouterLink to="/billing/profiles/$id" params={{ id: invoice.billingProfileId }}>
                {invoice.billingProfileName}
              </RouterLink>
            ),
          },
          {
            name: t('invoices.subscription'),
            value: subscription.data ? (
              <RouterLink
                to="/products/$subscriptionId"
                params={{ subscriptionId: invoice.subscriptionId }}
              >
                {subscription.data.nickname
                  ? `${subscription.data.productName} (${subscription.data.nickname})`
                  : subscription.data.productName}
              </RouterLink>
            ) : null,
          },
          {
            name: t('invoices.paidWith'),
            value: invoice.paidWith && cardName(invoice.paidWith),
          },
          {
            name: t('invoices.corrects'),
            value: invoice.correctsInvoiceId && <InvoiceLink id={invoice.correctsInvoiceId} />,
          },
        ]}
      />
    </div>
  );
}

/** Another invoice, by its number once that is known. */
function InvoiceLink({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(invoiceDetailQuery(id));
  return (
    <RouterLink to="/billing/invoices/$id" params={{ id }}>
      {data?.invoice.number ?? t('invoices.one')}
    </RouterLink>
  );
}
