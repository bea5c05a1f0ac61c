// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { CountryField, LanguageField, TextField, useFieldMessage } from './PersonFields';
import { ChangeError } from './ChangeError';
import { updateUser, type UserChange } from './queries';

type User = Schemas['User'];

const fields = ['displayName', 'locale', 'usageCountry'] as const;

interface Props {
  user: User;
  etag: string | undefined;
  onReload: () => void;
  onClose: () => void;
}

/** Changes name, language and country of a person. */
export function EditPersonPane({ user, etag, onReload, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const [name, setName] = useState(user.displayName);
  const [locale, setLocale] = useState<string>(user.locale);
  const [country, setCountry] = useState(user.usageCountry);
  const [wasTried, setWasTried] = useState(false);
  const command = useCommand({
    send: (change: UserChange) => updateUser(change),
    onDone: ({ displayName }) => {
      toast({ title: t('people.saved', { name: displayName }) });
      onClose();
    },
  });
  const messageOf = useFieldMessage(command.error);
  const isDirty =
    name !== user.displayName || locale !== user.locale || country !== user.usageCountry;
  const save = () => {
    setWasTried(true);
    if (!isDirty) return onClose();
    if (name.trim() === '' || command.isPending) return undefined;
    return command.mutate({
      id: user.id,
      etag,
      body: {
        displayName: name.trim(),
        locale: locale as User['locale'],
        usageCountry: country,
      },
    });
  };
  return (
    <Pane
      title={t('people.edit')}
      context={`${user.displayName} · ${user.email}`}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={save}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('people.save')}
        </PaneButtons>
      }
    >
      <ChangeError error={command.error} fields={fields} onReload={onReload} />
      <TextField
        label={t('people.name')}
        value={name}
        onChange={setName}
        isRequired
        message={wasTried && name.trim() === '' ? t('reasons.required') : messageOf('displayName')}
      />
      <LanguageField value={locale} onChange={setLocale} message={messageOf('locale')} />
      <CountryField value={country} onChange={setCountry} message={messageOf('usageCountry')} />
    </Pane>
  );
}
