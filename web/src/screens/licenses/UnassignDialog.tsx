// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { RouterLink } from '@/ui/RouterLink';
import { useToast } from '@/ui/toasts';

import { useAssignAgain } from './useAssignAgain';

type Assignment = Schemas['Assignment'];

const namesMax = 10;

interface Props {
  subscriptionId: string;
  /** Who loses the license: at most 20. */
  people: readonly Assignment[];
  /** The reader may change how many licenses are paid for. */
  canReduce: boolean;
  onDone: () => void;
  onCancel: () => void;
}

/** Takes licenses back, after saying from whom and what that means for them. */
export function UnassignDialog(props: Props) {
  const { subscriptionId, people, canReduce, onDone, onCancel } = props;
  const { t } = useTranslation();
  const toast = useToast();
  const assignAgain = useAssignAgain(subscriptionId);
  const command = useCommand({
    send: (userIds: string[], key) =>
      result(
        api.POST('/v1/subscriptions/{id}/assignments/remove', {
          params: { path: { id: subscriptionId }, header: { 'Idempotency-Key': key } },
          body: { userIds },
        }),
      ),
    onDone: ({ results }) => {
      const ids = new Set(
        results.filter(({ outcome }) => outcome === 'unassigned').map(({ userId }) => userId),
      );
      const taken = people.filter(({ user }) => ids.has(user.id));
      toast({
        title: t('licenses.unassign.done', { count: taken.length }),
        body: canReduce && taken.length > 0 && (
          <RouterLink
            to="/products/$subscriptionId"
            params={{ subscriptionId }}
            search={{ pane: 'quantity' }}
          >
            {t('licenses.unassign.reduce')}
          </RouterLink>
        ),
        undo: taken.length > 0 ? () => void assignAgain(taken) : undefined,
      });
      onDone();
    },
  });
  return (
    <ConfirmDialog
      title={t('licenses.unassign.title', { count: people.length })}
      confirm={t('licenses.unassign.confirm', { count: people.length })}
      isDestructive
      isBusy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate(people.map(({ user }) => user.id))}
      onCancel={onCancel}
    >
      <ul>
        {people.slice(0, namesMax).map(({ user, email }) => (
          <li key={user.id}>
            {user.displayName} · {email}
          </li>
        ))}
        {people.length > namesMax && (
          <li>{t('licenses.unassign.others', { count: people.length - namesMax })}</li>
        )}
      </ul>
      <p>{t('licenses.unassign.consequences', { count: people.length })}</p>
    </ConfirmDialog>
  );
}
