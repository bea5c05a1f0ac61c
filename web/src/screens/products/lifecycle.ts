// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useFormats } from '@/ui/format';

import type { Subscription } from './subscriptions';

interface Lifecycle {
  /** What happens by itself, and on which day. */
  next: string;
  /** Why, or what then. */
  note?: string;
}

/** What becomes of a subscription if nobody does anything. */
export function useLifecycle() {
  const { t } = useTranslation();
  const formats = useFormats();
  const on = (key: string, instant: string | null) =>
    instant === null ? undefined : t(key, { day: formats.billingDay(instant) });
  return ({
    status,
    renewsAt,
    expiresAt,
    nextLifecycleAt,
    recurringBilling,
  }: Subscription): Lifecycle => {
    const recurring = t(`recurringBilling.${recurringBilling}`);
    const unknown = t('lifecycle.dateOpen');
    switch (status) {
      case 'pendingPayment':
        return { next: t('lifecycle.notStarted') };
      case 'trial':
        return renewsAt
          ? { next: on('lifecycle.becomesPaid', renewsAt) ?? unknown, note: recurring }
          : { next: on('lifecycle.trialEnds', expiresAt) ?? unknown, note: recurring };
      case 'active':
        return renewsAt
          ? { next: on('lifecycle.renews', renewsAt) ?? unknown, note: recurring }
          : { next: on('lifecycle.ends', expiresAt) ?? unknown, note: recurring };
      case 'expired':
        return {
          next: on('lifecycle.ended', expiresAt) ?? unknown,
          note: on('lifecycle.disabledOn', nextLifecycleAt),
        };
      case 'disabled':
        return { next: on('lifecycle.deletedOn', nextLifecycleAt) ?? unknown };
      case 'deleted':
        return { next: t('lifecycle.gone') };
    }
  };
}

/** What tells a row apart from others of the same product. */
export function useNameOf() {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ productName, nickname, quantity }: Subscription) =>
    t('products.rowName', {
      name: nickname ? `${productName} (${nickname})` : productName,
      count: quantity,
      quantity: formats.number(quantity),
    });
}
