// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge, Spinner } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { ActionButton } from '@/ui/ActionButton';
import { AddressText } from '@/ui/AddressText';
import { ErrorBar } from '@/ui/ErrorBar';
import { Facts } from '@/ui/Facts';
import { Page } from '@/ui/Page';
import { useFormats } from '@/ui/format';

import { BillingTabs } from './BillingTabs';
import { accountQuery } from './queries';
import { accountRoute } from './routes';

const EditAccountPane = lazy(async () => ({
  default: (await import('./EditAccountPane')).EditAccountPane,
}));

/** Who the organization is to the seller. */
export function AccountPage() {
  const { t } = useTranslation();
  const { pane } = accountRoute.useSearch();
  const navigate = accountRoute.useNavigate();
  const { data, error, refetch } = useQuery(accountQuery);
  const update = data?.account.allowedActions.updateBillingAccount;
  return (
    <Page
      title={t('nav.billing')}
      about={t('billingAccount.about')}
      help="billingAccount"
      toolbar={
        update && (
          <ActionButton
            allowed={update}
            icon={<EditRegular />}
            onClick={() => void navigate({ search: { pane: 'edit' } })}
          >
            {t('billingAccount.edit')}
          </ActionButton>
        )
      }
    >
      <BillingTabs />
      {error ? (
        <ErrorBar error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <AccountFacts account={data.account} />
      ) : (
        <Spinner label={t('state.loading')} />
      )}
      <Suspense>
        {pane === 'edit' && data && update?.allowed && (
          <EditAccountPane
            account={data.account}
            etag={data.etag}
            onClose={() => void navigate({ search: {}, replace: true })}
          />
        )}
      </Suspense>
    </Page>
  );
}

function AccountFacts({ account }: { account: Schemas['BillingAccount'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Facts
      facts={[
        { name: t('billingAccount.name'), value: account.name },
        { name: t('billingAccount.id'), value: account.id },
        {
          name: t('billingAccount.soldTo'),
          value: account.soldTo ? (
            <AddressText address={account.soldTo} />
          ) : (
            t('billingAccount.noSoldTo')
          ),
        },
        {
          name: t('billing.taxId'),
          value: account.taxId ? (
            <>
              {account.taxId} <TaxIdState isVerified={account.taxIdVerified} />
            </>
          ) : (
            '–'
          ),
        },
        {
          name: t('billingAccount.registrationNumber'),
          value: account.registrationNumber ?? '–',
        },
        { name: t('billingAccount.timeZone'), value: account.timeZone },
        { name: t('billing.currency'), value: account.currency },
        {
          name: t('billing.myRoles'),
          value:
            account.myRoles.length > 0
              ? formats.list(account.myRoles.map((role) => t(`billing.role.${role}`)))
              : t('billingAccount.noRole'),
        },
      ]}
    />
  );
}

function TaxIdState({ isVerified }: { isVerified: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge appearance="tint" color={isVerified ? 'success' : 'warning'}>
      {isVerified ? t('billingAccount.verified') : t('billingAccount.notVerified')}
    </Badge>
  );
}
