// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { allRows } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { dayBefore } from '@/ui/day';
import { useFormats } from '@/ui/format';
import { isZero } from '@/ui/money';

import { daysBetween } from './invoiceSearch';

type Line = Schemas['InvoiceLine'];

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2, display: 'block' },
  sums: {
    display: 'grid',
    gridTemplateColumns: 'max-content max-content',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    justifyContent: 'end',
    margin: 0,
    breakInside: 'avoid',
  },
  amount: { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

function useColumns(lines: Line[]): Column<Line>[] {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const columns: Column<Line>[] = [
    {
      id: 'what',
      header: t('invoices.lines.what'),
      isRowHeader: true,
      cell: ({ description, transactionType }) => (
        <div>
          {description}
          <Text size={200} className={styles.quiet}>
            {t(`invoices.transaction.${transactionType}`)}
          </Text>
        </div>
      ),
    },
    {
      id: 'period',
      header: t('invoices.lines.period'),
      cell: (line) => <ServicePeriod line={line} />,
    },
    {
      id: 'quantity',
      header: t('invoices.lines.quantity'),
      isNumeric: true,
      cell: ({ quantity }) => formats.number(quantity),
    },
    {
      id: 'unitPrice',
      header: t('invoices.lines.unitPrice'),
      isNumeric: true,
      cell: ({ unitPrice }) => formats.money(unitPrice),
    },
    {
      id: 'discount',
      header: t('invoices.lines.discount'),
      isNumeric: true,
      cell: ({ discount }) => formats.money(discount),
    },
    {
      id: 'tax',
      header: t('invoices.lines.tax'),
      isNumeric: true,
      cell: ({ taxRate }) => formats.rate(taxRate),
    },
    {
      id: 'net',
      header: t('invoices.lines.net'),
      isNumeric: true,
      cell: ({ net }) => formats.money(net),
    },
  ];
  const hasDiscount = lines.some(({ discount }) => !isZero(discount));
  return columns.filter(({ id }) => id !== 'discount' || hasDiscount);
}

/** The days paid for, both of which belong to it, and which part of a whole period they are. */
function ServicePeriod({ line }: { line: Line }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const days = daysBetween(line.servicePeriodStart, line.servicePeriodEnd);
  const whole = daysBetween(line.periodStart, line.periodEnd);
  return (
    <div>
      {t('invoices.lines.fromTo', {
        from: formats.day(line.servicePeriodStart),
        to: formats.day(dayBefore(line.servicePeriodEnd)),
      })}
      {days < whole && (
        <Text size={200} className={styles.quiet}>
          {t('invoices.lines.daysOf', { days: formats.number(days), whole: formats.number(whole) })}
        </Text>
      )}
    </div>
  );
}

/** What is charged or given back, line by line, with the sums. */
export function InvoiceLines({ invoice }: { invoice: Schemas['InvoiceDetail'] }) {
  const { t } = useTranslation();
  const columns = useColumns(invoice.lines);
  return (
    <>
      <DataTable
        label={t('invoices.lines.label')}
        columns={columns}
        pages={allRows(invoice.lines)}
        keyOf={({ line }) => String(line)}
        empty={null}
      />
      <Sums invoice={invoice} />
      {invoice.reverseCharge && <Text>{t('invoices.reverseCharge')}</Text>}
      {invoice.lines.some(({ taxInclusive }) => taxInclusive) && (
        <Text>{t('invoices.taxInclusive')}</Text>
      )}
    </>
  );
}

function Sums({ invoice }: { invoice: Schemas['InvoiceDetail'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const row = (name: string, money: Schemas['Money'], isStrong = false) => (
    <>
      <dt className={isStrong ? styles.strong : undefined}>{name}</dt>
      <dd className={mergeClasses(styles.amount, isStrong && styles.strong)}>
        {formats.money(money)}
      </dd>
    </>
  );
  return (
    <dl className={styles.sums} aria-label={t('invoices.sums.label')}>
      {!isZero(invoice.discount) && row(t('invoices.lines.discount'), invoice.discount)}
      {row(t('invoices.sums.net'), invoice.net)}
      {invoice.taxes.map((tax) => (
        <TaxRow key={`${tax.category} ${tax.rate}`} tax={tax} />
      ))}
      {row(t('invoices.sums.total'), invoice.total, true)}
      {invoice.kind === 'invoice' && row(t('invoices.sums.due'), invoice.amountDue, true)}
    </dl>
  );
}

function TaxRow({ tax }: { tax: Schemas['TaxSummary'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <dt>
        {t('invoices.sums.tax', { rate: formats.rate(tax.rate), net: formats.money(tax.net) })}
      </dt>
      <dd className={styles.amount}>{formats.money(tax.tax)}</dd>
    </>
  );
}
