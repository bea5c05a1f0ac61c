// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

import { useAssignmentJob } from './useAssignmentJob';

interface Props {
  subscriptionId: string;
  productName: string;
  people: readonly Schemas['Assignment'][];
  onCancel: () => void;
}

/** Takes licenses back from more people than go in one call: by a job, one after the other. */
export function UnassignManyDialog({ subscriptionId, productName, people, onCancel }: Props) {
  const { t } = useTranslation();
  const command = useAssignmentJob(subscriptionId, productName);
  const start = () =>
    command.mutate({ action: 'unassign', userIds: people.map(({ user }) => user.id) });
  return (
    <ConfirmDialog
      title={t('licenses.unassign.title', { count: people.length })}
      confirm={t('licenses.unassign.confirm', { count: people.length })}
      isDestructive
      isBusy={command.isPending}
      error={command.error}
      onConfirm={start}
      onCancel={onCancel}
    >
      <p>{t('licenses.unassign.consequences', { count: people.length })}</p>
      <p>{t('licenses.unassign.many')}</p>
    </ConfirmDialog>
  );
}
