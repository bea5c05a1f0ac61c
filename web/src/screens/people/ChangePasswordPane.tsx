// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { TextField, useFieldMessage } from './PersonFields';

/** Changes one's own password, knowing the present one. */
export function ChangePasswordPane({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const command = useCommand({
    send: (body: Schemas['ChangePassword']) => result(api.PUT('/v1/me/password', { body })),
    onDone: () => {
      toast({ title: t('account.passwordChanged') });
      onClose();
    },
  });
  const messageOf = useFieldMessage(command.error);
  const missing = (value: string) => (wasTried && value === '' ? t('reasons.required') : undefined);
  const differs = wasTried && again !== next ? t('account.passwordsDiffer') : undefined;
  const save = () => {
    setWasTried(true);
    if (current !== '' && next !== '' && again === next && !command.isPending)
      command.mutate({ currentPassword: current, newPassword: next });
  };
  return (
    <Pane
      title={t('account.changePassword')}
      isDirty={current !== '' || next !== '' || again !== ''}
      onClose={onClose}
      onSubmit={save}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('account.changePassword')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} fields={['currentPassword', 'newPassword']} />
      <TextField
        label={t('account.currentPassword')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        isRequired
        message={missing(current) ?? messageOf('currentPassword')}
      />
      <TextField
        label={t('people.newPassword')}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        isRequired
        hint={t('people.passwordHint')}
        message={missing(next) ?? messageOf('newPassword')}
      />
      <TextField
        label={t('account.passwordAgain')}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        isRequired
        message={missing(again) ?? differs}
      />
    </Pane>
  );
}
