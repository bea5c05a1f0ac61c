// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Link, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { nextActionOf } from '@/screens/catalog/nextAction';
import { useFormats } from '@/ui/format';

import type { Subscription } from './subscriptions';

const everyMs = 3_000;

/** What a subscription that cannot simply be used waits for, and what becomes of it and when. */
export function StatusBar({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { status, nextLifecycleAt } = subscription;
  const day = nextLifecycleAt ? formats.billingDay(nextLifecycleAt) : '';
  switch (status) {
    case 'pendingPayment':
      return <WaitingBar subscription={subscription} />;
    case 'expired':
      return (
        <Bar title={t('subscription.expiredTitle')}>
          {t(nextLifecycleAt ? 'subscription.expired' : 'subscription.expiredOpen', { day })}
        </Bar>
      );
    case 'disabled':
      return (
        <Bar title={t('subscription.disabledTitle')}>
          {t(nextLifecycleAt ? 'subscription.disabled' : 'subscription.disabledOpen', { day })}
        </Bar>
      );
    case 'deleted':
      return <Bar title={t('subscription.deletedTitle')}>{t('subscription.deleted')}</Bar>;
    default:
      return null;
  }
}

interface BarProps {
  title: string;
  children: React.ReactNode;
}

const Bar = ({ title, children }: BarProps) => (
  <MessageBar intent="warning" layout="multiline">
    <MessageBarBody>
      <MessageBarTitle>{title}</MessageBarTitle> {children}
    </MessageBarBody>
  </MessageBar>
);

/** A first payment that is not settled yet; the page looks again until it is. */
function WaitingBar({ subscription: { id } }: { subscription: Subscription }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['subscription', id] }),
      everyMs,
    );
    return () => clearInterval(timer);
  }, [queries, id]);
  const url = nextActionOf(id);
  return (
    <Bar title={t('pendingPayment.title')}>
      {t(url ? 'pendingPayment.confirm' : 'subscription.pending')}{' '}
      {url && (
        <Link href={url} target="_blank" rel="noopener noreferrer" inline>
          {t('pendingPayment.atBank')}
        </Link>
      )}
    </Bar>
  );
}
