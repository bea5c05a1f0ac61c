// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Spinner } from '@fluentui/react-components';
import { ArrowDownloadRegular, PrintRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, type Schemas } from '@/api/client';
import { NotFoundPage } from '@/app/NotFoundPage';
import { ActionButton } from '@/ui/ActionButton';
import { ErrorBar } from '@/ui/ErrorBar';
import { Page } from '@/ui/Page';
import { useFormats } from '@/ui/format';

import { InvoiceFacts } from './InvoiceFacts';
import { InvoiceLines } from './InvoiceLines';
import { InvoicePayments } from './InvoicePayments';
import { InvoiceStatus } from './InvoiceStatus';
import { invoiceDetailQuery, pdfPath } from './queries';
import { invoiceRoute } from './routes';

const PayPane = lazy(async () => ({ default: (await import('./PayPane')).PayPane }));

export function InvoicePage() {
  const { t } = useTranslation();
  const { id } = invoiceRoute.useParams();
  const { data, error, refetch } = useQuery(invoiceDetailQuery(id));
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  if (!data)
    return (
      <Page title={t('invoices.one')} help="invoices">
        {error ? (
          <ErrorBar error={error} onRetry={() => void refetch()} />
        ) : (
          <Spinner label={t('state.loading')} />
        )}
      </Page>
    );
  return <Invoice invoice={data.invoice} etag={data.etag} />;
}

function Invoice({ invoice, etag }: { invoice: Schemas['InvoiceDetail']; etag: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { pane } = invoiceRoute.useSearch();
  const navigate = invoiceRoute.useNavigate();
  const { number, kind, status, allowedActions } = invoice;
  const isOpen = kind === 'invoice' && (status === 'due' || status === 'overdue');
  const mayPay = isOpen && allowedActions.payInvoice.allowed;
  // Once there, the pane stays until it is closed: it shows how the payment that it began ends,
  // while nothing more may be paid.
  const [wasPaying, setWasPaying] = useState(false);
  const isPaying = pane === 'pay' && (mayPay || wasPaying);
  if (isPaying !== wasPaying) setWasPaying(isPaying);
  const title =
    kind === 'creditNote' ? t('invoices.creditNote', { number }) : t('invoices.title', { number });
  return (
    <Page
      title={title}
      about={<InvoiceStatus invoice={invoice} />}
      help="invoices"
      toolbar={
        <>
          {isOpen && (
            <ActionButton
              allowed={allowedActions.payInvoice}
              appearance="primary"
              onClick={() => void navigate({ search: { pane: 'pay' } })}
            >
              {t('invoices.pay', { amount: formats.money(invoice.amountDue) })}
            </ActionButton>
          )}
          <Button as="a" icon={<ArrowDownloadRegular />} href={pdfPath(invoice.id)} download>
            {t('invoices.downloadPdf')}
          </Button>
          <Button icon={<PrintRegular />} onClick={() => window.print()}>
            {t('invoices.print')}
          </Button>
        </>
      }
    >
      <InvoiceFacts invoice={invoice} />
      <InvoiceLines invoice={invoice} />
      <InvoicePayments invoice={invoice} />
      {isPaying && (
        <Suspense>
          <PayPane
            invoice={invoice}
            etag={etag}
            onClose={() => void navigate({ search: {}, replace: true })}
          />
        </Suspense>
      )}
    </Page>
  );
}
