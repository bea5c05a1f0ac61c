// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { answer, api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { NotThereYet } from '@/ui/NotThereYet';
import { Pane } from '@/ui/Pane';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { usePolicyName } from './PoliciesPage';
import { PolicyChoice, PolicyHistory } from './PolicyParts';

type Policy = Schemas['Policy'];
type Value = Schemas['PolicyValue'];

interface Props {
  productId: string;
  onClose: () => void;
}

/** Shows a policy with its history, and changes it after asking once. */
export function PolicyPane({ productId, onClose }: Props) {
  const { t } = useTranslation();
  const nameOf = usePolicyName();
  const { data, error, refetch } = useQuery({
    queryKey: ['policy', productId],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/policies/self-service/{productId}', {
          params: { path: { productId } },
          signal,
        }),
      ),
  });
  if (data)
    return (
      <OpenPolicy
        policy={data.data}
        etag={data.response.headers.get('ETag') ?? ''}
        name={nameOf(data.data)}
        onClose={onClose}
        onStale={() => void refetch()}
      />
    );
  return (
    <Pane
      title={t('policies.title')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <NotThereYet error={error} onRetry={() => void refetch()} height={160} />
    </Pane>
  );
}

interface OpenProps {
  policy: Policy;
  etag: string;
  name: string;
  onClose: () => void;
  /** Somebody else changed it meanwhile. */
  onStale: () => void;
}

function OpenPolicy({ policy, etag, name, onClose, onStale }: OpenProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { setPolicy } = useMe().allowedActions;
  const [chosen, setChosen] = useState<Value>();
  const [isAsking, setIsAsking] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  // The version that the choice was made on: one that came since is shown before it is replaced.
  const [seen, setSeen] = useState({ etag, policy });
  const { productId } = policy;
  const value = chosen ?? policy.value;
  const isDirty = chosen !== undefined && (chosen !== policy.value || policy.inherited);
  const set = useCommand({
    send: (wanted: Value) =>
      result(
        api.PUT('/v1/policies/self-service/{productId}', {
          params: { path: { productId }, header: { 'If-Match': seen.etag } },
          body: { value: wanted },
        }),
      ),
    onDone: () => {
      toast({ title: t('policies.saved', { product: name }) });
      onClose();
    },
  });
  const save = () =>
    set.mutate(value, {
      onError: ({ status }) => {
        if (status !== 412) return;
        setIsAsking(false);
        onStale();
      },
    });
  const choose = (wanted: Value) => {
    if (chosen === undefined) setSeen({ etag, policy });
    setChosen(wanted);
  };
  const wasOvertaken = chosen !== undefined && etag !== seen.etag;
  return (
    <Pane
      title={name}
      context={t('policies.paneAbout')}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={() => (isDirty ? setIsAsking(true) : setWasTried(true))}
      footer={
        <>
          <ActionButton allowed={setPolicy} type="submit" appearance="primary">
            {t('policies.save')}
          </ActionButton>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      {wasOvertaken && <Overtaken policy={policy} onAgree={() => setSeen({ etag, policy })} />}
      <PolicyChoice
        policy={policy}
        value={value}
        isReadOnly={!setPolicy.allowed}
        error={wasTried && !isDirty ? t('policies.nothingChosen') : undefined}
        onChange={choose}
      />
      <PolicyHistory policy={policy} />
      {isAsking && (
        <ConfirmDialog
          title={t('policies.confirmTitle', { product: name })}
          confirm={t('policies.confirm')}
          isBusy={set.isPending}
          error={set.error}
          onConfirm={save}
          onCancel={() => setIsAsking(false)}
        >
          <p>
            {t('policies.confirmBody', {
              before: t(`policies.values.${policy.value}`),
              after: t(`policies.values.${value}`),
            })}
          </p>
          <p>{t('policies.notRetroactive')}</p>
        </ConfirmDialog>
      )}
    </Pane>
  );
}

/** Says who changed the policy since it was opened; what was chosen stays chosen. */
function Overtaken({ policy, onAgree }: { policy: Policy; onAgree: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t('policies.overtaken')}</MessageBarTitle>
        {policy.changedAt !== null &&
          t('policies.overtakenBy', {
            who: policy.changedBy?.displayName ?? t('policies.system'),
            when: formats.instant(policy.changedAt),
            value: t(`policies.values.${policy.value}`),
          })}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onAgree}>{t('policies.keepMine')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
