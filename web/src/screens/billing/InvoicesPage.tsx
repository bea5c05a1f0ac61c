// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { usePagesOf } from '@/api/usePages';
import { ActionButton } from '@/ui/ActionButton';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterButton } from '@/ui/RouterButton';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';
import { isZero, sumOf } from '@/ui/money';

import { BillingTabs } from './BillingTabs';
import { InvoiceFilters } from './InvoiceFilters';
import { InvoiceStatus, useInvoiceStatusText } from './InvoiceStatus';
import type { InvoiceSearch } from './invoiceSearch';
import { invoicePages, pdfPath } from './queries';
import { invoicesRoute } from './routes';

type Invoice = Schemas['Invoice'];

const useStyles = makeStyles({
  sums: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: tokens.spacingVerticalXS,
  },
});

function useColumns(): Column<Invoice>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const statusOf = useInvoiceStatusText();
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
      sortBy: ({ number }) => number,
    },
    {
      id: 'date',
      header: t('invoices.columns.date'),
      cell: ({ invoiceDate }) => formats.day(invoiceDate),
      sortBy: ({ invoiceDate }) => invoiceDate,
    },
    {
      id: 'profile',
      header: t('invoices.columns.profile'),
      cell: ({ billingProfileId, billingProfileName }) => (
        <RouterLink to="/billing/profiles/$id" params={{ id: billingProfileId }}>
          {billingProfileName}
        </RouterLink>
      ),
      sortBy: ({ billingProfileName }) => billingProfileName,
    },
    {
      id: 'amount',
      header: t('invoices.columns.amount'),
      isNumeric: true,
      cell: ({ total }) => formats.money(total),
      sortBy: ({ total }) => Number(total.amount),
    },
    {
      id: 'status',
      header: t('invoices.columns.status'),
      cell: (invoice) => <InvoiceStatus invoice={invoice} />,
      sortBy: (invoice) => statusOf(invoice),
    },
    {
      id: 'due',
      header: t('invoices.columns.due'),
      cell: ({ dueDate }) => (dueDate === null ? '–' : formats.day(dueDate)),
      sortBy: ({ dueDate }) => dueDate ?? '',
    },
    {
      id: 'document',
      header: t('invoices.columns.document'),
      cell: ({ id, number }) => (
        <Button
          as="a"
          href={pdfPath(id)}
          download
          size="small"
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          aria-label={t('invoices.downloadNumber', { number })}
        />
      ),
    },
    {
      id: 'pay',
      header: t('invoices.columns.pay'),
      cell: (invoice) => <PayLink invoice={invoice} />,
    },
  ];
}

function PayLink({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const { payInvoice } = invoice.allowedActions;
  if (invoice.status !== 'due' && invoice.status !== 'overdue') return '–';
  const label = t('invoices.payNumber', { number: invoice.number });
  if (!payInvoice.allowed)
    return (
      <ActionButton allowed={payInvoice} size="small" aria-label={label}>
        {t('invoices.payNow')}
      </ActionButton>
    );
  return (
    <RouterButton
      to="/billing/invoices/$id"
      params={{ id: invoice.id }}
      search={{ pane: 'pay' }}
      size="small"
      appearance="primary"
      aria-label={label}
    >
      {t('invoices.payNow')}
    </RouterButton>
  );
}

export function InvoicesPage() {
  const { t } = useTranslation();
  const search = invoicesRoute.useSearch();
  const navigate = invoicesRoute.useNavigate();
  const columns = useColumns();
  const pages = usePagesOf(invoicePages(search));
  const show = (next: InvoiceSearch) => void navigate({ search: next });
  return (
    <Page title={t('nav.billing')} about={t('invoices.about')} help="invoices">
      <BillingTabs />
      <InvoiceFilters search={search} onChange={show} />
      <DataTable
        label={t('billing.tabs.invoices')}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<NoInvoices search={search} onChange={show} />}
      />
      {pages.rows.length > 0 && <Sums invoices={pages.rows} isAll={!pages.hasMore} />}
    </Page>
  );
}

interface EmptyProps {
  search: InvoiceSearch;
  onChange: (search: InvoiceSearch) => void;
}

function NoInvoices({ search, onChange }: EmptyProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (search.show !== undefined || search.profile !== undefined)
    return (
      <EmptyState title={t('invoices.empty.filtered')}>
        <Button onClick={() => onChange({ ...search, show: undefined, profile: undefined })}>
          {t('invoices.empty.showAll')}
        </Button>
      </EmptyState>
    );
  if (search.period === 'range')
    return (
      <EmptyState
        title={t('invoices.empty.range', {
          from: formats.day(search.from!),
          to: formats.day(search.to!),
        })}
      />
    );
  if (search.period === 'past6Months')
    return (
      <EmptyState title={t('invoices.empty.long')}>
        <Text>{t('invoices.empty.olderHint')}</Text>
      </EmptyState>
    );
  return (
    <EmptyState title={t('invoices.empty.short')}>
      <Button appearance="primary" onClick={() => onChange({ period: 'past6Months' })}>
        {t('invoices.empty.showLong')}
      </Button>
    </EmptyState>
  );
}

/** The sums of what is listed, for each currency. What is void counts for nothing. */
function Sums({ invoices, isAll }: { invoices: Invoice[]; isAll: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const counted = invoices.filter(({ status }) => status !== 'void');
  const currencies = [...new Set(counted.map(({ total }) => total.currency))].toSorted();
  return (
    <div className={styles.sums} role="group" aria-label={t('invoices.sums.label')}>
      {currencies.map((currency) => {
        const own = counted.filter(({ total }) => total.currency === currency);
        const owed = sumOf(
          own.map(({ amountDue }) => amountDue),
          currency,
        );
        const total = formats.money(
          sumOf(
            own.map((one) => one.total),
            currency,
          ),
        );
        return (
          <Text key={currency}>
            {isAll ? t('invoices.sums.all', { total }) : t('invoices.sums.soFar', { total })}
            {!isZero(owed) && ` · ${t('invoices.sums.owed', { owed: formats.money(owed) })}`}
          </Text>
        );
      })}
      {counted.length < invoices.length && <Text size={200}>{t('invoices.sums.void')}</Text>}
    </div>
  );
}
