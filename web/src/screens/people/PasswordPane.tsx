// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { TextField, useFieldMessage } from './PersonFields';
import { updateUser } from './queries';

interface Props {
  user: Schemas['User'];
  onClose: () => void;
}

/** Gives somebody else a new password. */
export function PasswordPane({ user, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const [password, setPassword] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const command = useCommand({
    // Whatever else was changed of the person, the new password is right.
    send: (next: string) => updateUser({ id: user.id, etag: undefined, body: { password: next } }),
    onDone: () => {
      toast({ title: t('people.passwordSet', { name: user.displayName }) });
      onClose();
    },
  });
  const messageOf = useFieldMessage(command.error);
  const save = () => {
    setWasTried(true);
    if (password !== '' && !command.isPending) command.mutate(password);
  };
  return (
    <Pane
      title={t('people.setPassword')}
      context={`${user.displayName} · ${user.email}`}
      isDirty={password !== ''}
      onClose={onClose}
      onSubmit={save}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('people.setPassword')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} fields={['password']} />
      <p>{t('people.passwordConsequence')}</p>
      <TextField
        label={t('people.newPassword')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        isRequired
        hint={t('people.passwordHint')}
        message={wasTried && password === '' ? t('reasons.required') : messageOf('password')}
      />
    </Pane>
  );
}
