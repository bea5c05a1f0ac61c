// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useToast } from '@/ui/toasts';

import type { Subscription } from './subscriptions';
import { useReadAgain } from '@/api/useReadAgain';

interface Update {
  body: Schemas['UpdateSubscription'];
  etag: string;
}

/** Changes of a subscription that move no money; they are made with the version that was seen. */
export function useBillingUpdate({ id, productName }: Subscription, onDone: () => void) {
  const { t } = useTranslation();
  const toast = useToast();
  const readAgain = useReadAgain(id);
  const command = useCommand({
    send: ({ body, etag }: Update) =>
      result(
        api.PATCH('/v1/subscriptions/{id}', {
          params: { path: { id }, header: { 'If-Match': etag } },
          body,
        }),
      ),
    onDone: ({ recurringBilling }, { body }) => {
      toast({
        title: t(
          body.recurringBilling ? `billingPane.done.${recurringBilling}` : 'billingPane.saved',
          { product: productName },
        ),
      });
      onDone();
    },
  });
  return {
    ...command,
    mutate: (update: Update) => command.mutate(update, { onError: readAgain }),
  };
}
