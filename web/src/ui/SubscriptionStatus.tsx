// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

const colors = {
  pendingPayment: 'warning',
  trial: 'informative',
  active: 'success',
  expired: 'warning',
  disabled: 'danger',
  deleted: 'subtle',
} as const;

/** A subscription's state, in a word and a color. */
export function SubscriptionStatus({ status }: { status: Schemas['SubscriptionStatus'] }) {
  const { t } = useTranslation();
  return (
    <Badge appearance="tint" color={colors[status]}>
      {t(`subscriptionStatus.${status}`)}
    </Badge>
  );
}
