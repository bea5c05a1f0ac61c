// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { PlanSwitches } from './PlanSwitches';

interface Props {
  subscriptionId: string;
  holder: Schemas['Assignment'];
  plans: Schemas['ServicePlan'][];
  onClose: () => void;
}

/** Which apps and services one person may use with the license they hold. */
export function PlansPane({ subscriptionId, holder, plans, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const before = holder.disabledServicePlans;
  const [switchedOff, setSwitchedOff] = useState<ReadonlySet<string>>(new Set(before));
  const isDirty =
    switchedOff.size !== before.length || before.some((code) => !switchedOff.has(code));
  const command = useCommand({
    send: (disabledServicePlans: string[], key) =>
      result(
        api.POST('/v1/subscriptions/{id}/assignments', {
          params: { path: { id: subscriptionId }, header: { 'Idempotency-Key': key } },
          body: { userIds: [holder.user.id], disabledServicePlans },
        }),
      ),
    onDone: () => {
      toast({ title: t('licenses.plansSaved', { name: holder.user.displayName }) });
      onClose();
    },
  });
  const save = () => {
    if (!isDirty) onClose();
    else if (!command.isPending) command.mutate([...switchedOff]);
  };
  return (
    <Pane
      title={t('assign.plans')}
      context={`${holder.user.displayName} · ${holder.email}`}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={save}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('licenses.savePlans')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} />
      <PlanSwitches plans={plans} switchedOff={switchedOff} onChange={setSwitchedOff} />
    </Pane>
  );
}
