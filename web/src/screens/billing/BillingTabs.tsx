// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { LinkTabs } from '@/ui/LinkTabs';

export function BillingTabs() {
  const { t } = useTranslation();
  const { allowedActions } = useMe();
  const tabs = [
    { to: '/billing/invoices', name: t('billing.tabs.invoices') },
    { to: '/billing/payment-methods', name: t('billing.tabs.paymentMethods') },
    { to: '/billing/profiles', name: t('billing.tabs.profiles') },
  ];
  if (allowedActions.getBillingAccount.allowed)
    tabs.push({ to: '/billing/account', name: t('billing.tabs.account') });
  return <LinkTabs label={t('nav.billing')} tabs={tabs} />;
}
