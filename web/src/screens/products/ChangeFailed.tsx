// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { ApiError, api, result, type Schemas } from '@/api/client';
import { ErrorBar } from '@/ui/ErrorBar';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import type { Subscription } from './subscriptions';

interface Props {
  error: unknown;
  /** The subscription when the pane opened, and as it is now. */
  before: Subscription;
  now: Subscription;
  /** The total that was agreed to, and what it is by now. */
  expected?: Schemas['Money'];
  current?: Schemas['Money'];
}

/** Why a change was not made: what somebody else changed, another price, a card that failed. */
export function ChangeFailed({ error, before, now, expected, current }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!(error instanceof ApiError)) return <ErrorBar error={error} />;
  if (error.reason === 'versionMismatch') return <ChangedMeanwhile before={before} now={now} />;
  if (error.reason === 'priceChanged' && expected && current)
    return (
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{t('changeFailed.price')}</MessageBarTitle>{' '}
          {t('changeFailed.priceNow', {
            before: formats.money(expected),
            now: formats.money(current),
          })}
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <>
      <ErrorBar error={error} />
      {error.status === 402 && (
        <span>
          {t('changeFailed.declined')}{' '}
          <RouterLink to="/billing/payment-methods" inline>
            {t('changeFailed.cards')}
          </RouterLink>
        </span>
      )}
    </>
  );
}

function ChangedMeanwhile({ before, now }: { before: Subscription; now: Subscription }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const orders = useQuery({
    queryKey: ['orders', now.id, 'last'],
    queryFn: ({ signal }) =>
      result(
        api.GET('/v1/subscriptions/{id}/orders', {
          params: { path: { id: now.id }, query: { limit: 1 } },
          signal,
        }),
      ),
  });
  const shown = (subscription: Subscription): Record<string, string> => ({
    [t('products.status')]: t(`subscriptionStatus.${subscription.status}`),
    [t('quantity.total')]: formats.number(subscription.quantity),
    [t('changeFailed.assigned')]: formats.number(subscription.assigned),
    [t('billingPane.recurring')]: t(`recurringBilling.${subscription.recurringBilling}`),
    [t('nickname.label')]: subscription.nickname ?? '–',
  });
  const [old, current] = [shown(before), shown(now)];
  const changed = Object.keys(current).filter((name) => old[name] !== current[name]);
  const last = orders.data?.items[0];
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t('changeFailed.meanwhile')}</MessageBarTitle> {t('changeFailed.kept')}
        {changed.length > 0 && (
          <ul>
            {changed.map((name) => (
              <li key={name}>
                {t('changeFailed.difference', { name, before: old[name], now: current[name] })}
              </li>
            ))}
          </ul>
        )}
        {last?.actor && (
          <div>
            {t('changeFailed.lastOrder', {
              kind: t(`orderKind.${last.kind}`),
              person: last.actor.displayName,
              instant: formats.instant(last.at),
            })}
          </div>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}
