// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { allRows } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { useErrorText } from '@/ui/ErrorBar';
import { SectionHeading } from '@/ui/SectionHeading';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { useCardName } from './cardText';

/** What was tried to charge it, and the credit notes that correct it. */
export function InvoicePayments({ invoice }: { invoice: Schemas['InvoiceDetail'] }) {
  const { t } = useTranslation();
  const attempts = useAttemptColumns();
  const notes = useCreditNoteColumns();
  return (
    <>
      <SectionHeading>{t('invoices.payments.title')}</SectionHeading>
      <DataTable
        label={t('invoices.payments.title')}
        columns={attempts}
        pages={allRows(invoice.payments)}
        keyOf={({ id }) => id}
        empty={<Text>{t('invoices.payments.none')}</Text>}
      />
      {invoice.creditNotes.length > 0 && (
        <>
          <SectionHeading>{t('invoices.shown.creditNotes')}</SectionHeading>
          <DataTable
            label={t('invoices.shown.creditNotes')}
            columns={notes}
            pages={allRows(invoice.creditNotes)}
            keyOf={({ id }) => id}
            empty={null}
          />
        </>
      )}
    </>
  );
}

function useAttemptColumns(): Column<Schemas['PaymentAttempt']>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCardName();
  const textOf = useErrorText();
  const outcome = ({ status, reason, isRefund }: Schemas['PaymentAttempt']) => {
    if (status === 'declined') {
      const why = textOf({ reason: reason ?? undefined, detail: '' });
      return `${t('invoices.payments.declined')} – ${why}`;
    }
    if (status === 'succeeded')
      return isRefund ? t('invoices.payments.refunded') : t('invoices.payments.paid');
    return t(`invoices.payments.${status}`);
  };
  return [
    {
      id: 'when',
      header: t('invoices.payments.when'),
      isRowHeader: true,
      cell: ({ createdAt }) => formats.instant(createdAt),
    },
    { id: 'card', header: t('card.card'), cell: ({ card }) => nameOf(card) },
    { id: 'outcome', header: t('invoices.payments.outcome'), cell: outcome },
    {
      id: 'amount',
      header: t('invoices.columns.amount'),
      isNumeric: true,
      cell: ({ amount }) => formats.money(amount),
    },
  ];
}

function useCreditNoteColumns(): Column<Schemas['CreditNoteRef']>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      id: 'number',
      header: t('invoices.columns.number'),
      isRowHeader: true,
      cell: ({ id, number }) => (
        <RouterLink to="/billing/invoices/$id" params={{ id }}>
          {number}
        </RouterLink>
      ),
    },
    {
      id: 'date',
      header: t('invoices.columns.date'),
      cell: ({ invoiceDate }) => formats.day(invoiceDate),
    },
    {
      id: 'amount',
      header: t('invoices.columns.amount'),
      isNumeric: true,
      cell: ({ total }) => formats.money(total),
    },
  ];
}
