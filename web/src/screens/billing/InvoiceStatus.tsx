// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useMe } from '@/app/session';
import { today } from '@/ui/day';

import { daysBetween } from './invoiceSearch';

type Invoice = Pick<Schemas['Invoice'], 'kind' | 'status' | 'dueDate'>;

const colors = { due: 'informative', overdue: 'danger', paid: 'success', void: 'subtle' } as const;

/** How an invoice stands, with the days left or past. */
export function useInvoiceStatusText() {
  const { t } = useTranslation();
  const { organization } = useMe();
  return ({ kind, status, dueDate }: Invoice) => {
    if (kind === 'creditNote') return t('invoices.status.creditNote');
    const days =
      dueDate === null ? 0 : daysBetween(today(organization?.timeZone ?? 'UTC'), dueDate);
    if (status === 'due')
      return days > 0 ? t('invoices.status.dueIn', { count: days }) : t('invoices.status.dueToday');
    // What is due today becomes overdue within it, so there is always at least one day to name.
    if (status === 'overdue') return t('invoices.status.overdue', { count: Math.max(1, -days) });
    return status === 'paid' ? t('invoices.status.paid') : t('invoices.status.void');
  };
}

export function InvoiceStatus({ invoice }: { invoice: Invoice }) {
  const textOf = useInvoiceStatusText();
  const color = invoice.kind === 'creditNote' ? 'important' : colors[invoice.status];
  return (
    <Badge appearance="tint" color={color}>
      {textOf(invoice)}
    </Badge>
  );
}
