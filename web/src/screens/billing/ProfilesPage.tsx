// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { BillingTabs } from './BillingTabs';
import { ProfileStatus } from './ProfileStatus';
import { useCardName } from './cardText';

type Profile = Schemas['BillingProfile'];

function useColumns(): Column<Profile>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCardName();
  const roles = ({ myRoles }: Profile) =>
    formats.list(myRoles.map((role) => t(`billing.role.${role}`)));
  return [
    {
      id: 'name',
      header: t('billingProfiles.name'),
      isRowHeader: true,
      cell: ({ id, name }) => (
        <RouterLink to="/billing/profiles/$id" params={{ id }}>
          {name}
        </RouterLink>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'status',
      header: t('billingProfiles.status'),
      cell: ({ status }) => <ProfileStatus status={status} />,
      sortBy: ({ status }) => status,
    },
    {
      id: 'card',
      header: t('billingProfiles.paymentMethod'),
      cell: ({ paymentMethod }) =>
        paymentMethod ? nameOf(paymentMethod) : t('billingProfiles.noCard'),
    },
    {
      id: 'currency',
      header: t('billing.currency'),
      cell: ({ currency }) => currency,
      sortBy: ({ currency }) => currency,
    },
    {
      id: 'frequency',
      header: t('billingProfiles.frequency'),
      cell: ({ invoiceFrequency }) =>
        invoiceFrequency ? t(`billing.frequency.${invoiceFrequency}`) : '–',
      sortBy: ({ invoiceFrequency }) => invoiceFrequency ?? '',
    },
    {
      id: 'next',
      header: t('billingProfiles.nextInvoice'),
      cell: ({ nextInvoiceDate }) => (nextInvoiceDate ? formats.day(nextInvoiceDate) : '–'),
      sortBy: ({ nextInvoiceDate }) => nextInvoiceDate ?? '',
    },
    { id: 'role', header: t('billing.myRoles'), cell: roles, sortBy: roles },
  ];
}

export function ProfilesPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const pages = usePages(['billingProfiles'], (cursor, signal) =>
    result(api.GET('/v1/billing-profiles', { params: { query: { cursor } }, signal })),
  );
  return (
    <Page title={t('nav.billing')} about={t('billingProfiles.about')} help="billingProfiles">
      <BillingTabs />
      <DataTable
        label={t('billing.tabs.profiles')}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('billingProfiles.empty')} />}
      />
    </Page>
  );
}
