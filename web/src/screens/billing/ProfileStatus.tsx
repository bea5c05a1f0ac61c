// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

/** Whether an invoice of a profile is overdue, in a word and a color. */
export function ProfileStatus({ status }: { status: Schemas['BillingProfile']['status'] }) {
  const { t } = useTranslation();
  return (
    <Badge appearance="tint" color={status === 'active' ? 'success' : 'danger'}>
      {t(`billingProfiles.statuses.${status}`)}
    </Badge>
  );
}
