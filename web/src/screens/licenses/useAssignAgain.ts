// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { ApiError, api, result, type Schemas } from '@/api/client';
import { useErrorText } from '@/ui/ErrorBar';
import { useToast } from '@/ui/toasts';

type Assignment = Schemas['Assignment'];

/** Gives back the licenses that were taken, to each person with the same apps as before. */
export function useAssignAgain(subscriptionId: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const textOf = useErrorText();
  const toast = useToast();
  return async (taken: readonly Assignment[]) => {
    const byPlans = new Map<string, Assignment[]>();
    for (const one of taken) {
      const plans = one.disabledServicePlans.toSorted().join(' ');
      byPlans.set(plans, [...(byPlans.get(plans) ?? []), one]);
    }
    try {
      for (const people of byPlans.values())
        // oxlint-disable-next-line no-await-in-loop -- all or none of each group
        await result(
          api.POST('/v1/subscriptions/{id}/assignments', {
            params: {
              path: { id: subscriptionId },
              header: { 'Idempotency-Key': crypto.randomUUID() },
            },
            body: {
              userIds: people.map(({ user }) => user.id),
              disabledServicePlans: people[0]!.disabledServicePlans,
            },
          }),
        );
      toast({ title: t('licenses.assignedAgain', { count: taken.length }) });
    } catch (error) {
      const known = error instanceof ApiError ? error : { reason: 'internal', detail: '' };
      toast({
        title: t('licenses.notAssignedAgain'),
        body: textOf({ reason: known.reason, detail: known.detail }),
        isFailure: true,
      });
    }
    void queries.invalidateQueries();
  };
}
