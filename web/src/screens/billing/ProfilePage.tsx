// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Spinner } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, type Schemas } from '@/api/client';
import { NotFoundPage } from '@/app/NotFoundPage';
import { ActionButton } from '@/ui/ActionButton';
import { AddressText } from '@/ui/AddressText';
import { ErrorBar } from '@/ui/ErrorBar';
import { Facts } from '@/ui/Facts';
import { Page } from '@/ui/Page';
import { SectionHeading } from '@/ui/SectionHeading';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { ProfileCards } from './ProfileCards';
import { ProfileStatus } from './ProfileStatus';
import { profileQuery } from './queries';
import { profileRoute } from './routes';

const BackupPane = lazy(async () => ({ default: (await import('./BackupPane')).BackupPane }));
const EditCardPane = lazy(async () => ({ default: (await import('./EditCardPane')).EditCardPane }));
const EditProfilePane = lazy(async () => ({
  default: (await import('./EditProfilePane')).EditProfilePane,
}));
const ReplacePane = lazy(async () => ({ default: (await import('./ReplacePane')).ReplacePane }));

type Profile = Schemas['BillingProfile'];

export function ProfilePage() {
  const { t } = useTranslation();
  const { id } = profileRoute.useParams();
  const { data, error, refetch } = useQuery(profileQuery(id));
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  if (!data)
    return (
      <Page title={t('billingProfiles.one')} help="billingProfiles">
        {error ? (
          <ErrorBar error={error} onRetry={() => void refetch()} />
        ) : (
          <Spinner label={t('state.loading')} />
        )}
      </Page>
    );
  return <ProfileView profile={data.profile} etag={data.etag} />;
}

interface Props {
  profile: Profile;
  etag: string;
}

function ProfileView({ profile, etag }: Props) {
  const { t } = useTranslation();
  const navigate = profileRoute.useNavigate();
  const open = (pane: 'edit' | 'card' | 'replace' | 'backup') =>
    void navigate({ search: { pane } });
  return (
    <Page
      title={profile.name}
      about={t('billingProfiles.oneAbout')}
      help="billingProfiles"
      toolbar={
        <ActionButton
          allowed={profile.allowedActions.updateBillingProfile}
          icon={<EditRegular />}
          onClick={() => open('edit')}
        >
          {t('billingProfiles.edit')}
        </ActionButton>
      }
    >
      <State profile={profile} />
      <SectionHeading>{t('billingProfiles.paymentMethod')}</SectionHeading>
      <ProfileCards profile={profile} etag={etag} onOpen={open} />
      <SectionHeading>{t('billingProfiles.invoices')}</SectionHeading>
      <InvoiceSettings profile={profile} />
      <Suspense>
        <Panes profile={profile} etag={etag} />
      </Suspense>
    </Page>
  );
}

function State({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Facts
      facts={[
        { name: t('billingProfiles.status'), value: <ProfileStatus status={profile.status} /> },
        { name: t('billingProfiles.owner'), value: profile.owner.displayName },
        { name: t('billing.currency'), value: profile.currency },
        { name: t('billingProfiles.account'), value: profile.billingAccountName },
        {
          name: t('billing.myRoles'),
          value: formats.list(profile.myRoles.map((role) => t(`billing.role.${role}`))),
        },
      ]}
    />
  );
}

function InvoiceSettings({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { invoiceFrequency, nextInvoiceDate } = profile;
  return (
    <>
      <Facts
        facts={[
          { name: t('invoices.billTo'), value: <AddressText address={profile.billTo} /> },
          { name: t('billingProfiles.contact'), value: profile.contactEmail ?? '–' },
          { name: t('billing.poNumber'), value: profile.poNumber ?? '–' },
          {
            name: t('billingProfiles.byEmail'),
            value: profile.invoicesByEmail ? t('billingProfiles.on') : t('billingProfiles.off'),
          },
          {
            name: t('billingProfiles.recipients'),
            value:
              profile.invoiceRecipients.length > 0
                ? formats.list(profile.invoiceRecipients)
                : t('billingProfiles.noRecipients'),
          },
          {
            name: t('billingProfiles.frequency'),
            value: invoiceFrequency
              ? t(`billing.frequency.${invoiceFrequency}`)
              : t('billingProfiles.noFrequency'),
          },
          {
            name: t('billingProfiles.nextInvoice'),
            value: nextInvoiceDate
              ? formats.day(nextInvoiceDate)
              : t('billingProfiles.noNextInvoice'),
          },
        ]}
      />
      <RouterLink to="/billing/invoices" search={{ profile: profile.id }}>
        {t('billingProfiles.showInvoices')}
      </RouterLink>
    </>
  );
}

function Panes({ profile, etag }: Props) {
  const { pane } = profileRoute.useSearch();
  const navigate = profileRoute.useNavigate();
  const close = () => void navigate({ search: {}, replace: true });
  const { updateBillingProfile, replaceProfilePaymentMethod } = profile.allowedActions;
  if (pane === 'edit' && updateBillingProfile.allowed)
    return <EditProfilePane profile={profile} etag={etag} onClose={close} />;
  if (pane === 'backup' && updateBillingProfile.allowed)
    return <BackupPane profile={profile} etag={etag} onClose={close} />;
  if (pane === 'replace' && replaceProfilePaymentMethod.allowed)
    return <ReplacePane profile={profile} etag={etag} onClose={close} />;
  if (pane === 'card' && profile.paymentMethod)
    return <EditCardPane id={profile.paymentMethod.id} onClose={close} />;
  return null;
}
