// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Link,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorBar } from '@/ui/ErrorBar';

import type { Settled } from './settled';

const everyMs = 3_000;

interface Props {
  settled: Settled;
  /** Paid: what was asked for has happened. */
  onDone: (settled: Settled) => void;
}

/** Waits for the bank or for the purchaser's word there, and tells how it ended. */
export function PendingPayment({ settled, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['pendingPayment', settled.subscription.id],
    queryFn: () => settled.askAgain(),
    initialData: settled,
    refetchInterval: ({ state }) => (state.data?.isPending && !state.error ? everyMs : false),
    refetchIntervalInBackground: true,
    gcTime: 0,
  });
  const current = query.data;
  useEffect(() => {
    if (current.isPending) return;
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'pendingPayment',
    });
    onDone(current);
    // Once, when it has ended.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [current.isPending]);
  if (query.error) return <ErrorBar error={query.error} onRetry={() => void query.refetch()} />;
  const url = current.nextActionUrl;
  return (
    <>
      <MessageBar intent="warning" layout="multiline" role="status">
        <MessageBarBody>
          <MessageBarTitle>{t('pendingPayment.title')}</MessageBarTitle>{' '}
          {t(url ? 'pendingPayment.confirm' : 'pendingPayment.wait')}{' '}
          {url && (
            <Link href={url} target="_blank" rel="noreferrer" inline>
              {t('pendingPayment.atBank')}
            </Link>
          )}
        </MessageBarBody>
      </MessageBar>
      <Spinner size="tiny" label={t('pendingPayment.asking')} labelPosition="after" />
    </>
  );
}
