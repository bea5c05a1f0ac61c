// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { CountryField, LanguageField, TextField, useFieldMessage } from './PersonFields';

type Locale = Schemas['Locale'];
type Kind = Schemas['UserKind'];

const fields = ['displayName', 'email', 'password', 'kind', 'locale', 'usageCountry'] as const;

/** Adds a person to the organization. */
export function AddPersonPane({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const navigate = useNavigate();
  const me = useMe();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [hasPassword, setHasPassword] = useState(false);
  const [password, setPassword] = useState('');
  const [kind, setKind] = useState<Kind>('member');
  const [locale, setLocale] = useState<string>(me.locale);
  const [country, setCountry] = useState(me.organization?.country ?? '');
  const [wasTried, setWasTried] = useState(false);
  const command = useCommand({
    send: (body: Schemas['CreateUser'], key) =>
      result(api.POST('/v1/users', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone: ({ id, displayName }) => {
      toast({ title: t('people.added', { name: displayName }) });
      void navigate({ to: '/people/$userId', params: { userId: id } });
    },
  });
  const messageOf = useFieldMessage(command.error);
  const missing = (value: string) =>
    wasTried && value.trim() === '' ? t('reasons.required') : undefined;
  const add = () => {
    setWasTried(true);
    const isComplete =
      name.trim() !== '' && email.trim() !== '' && (!hasPassword || password !== '');
    if (isComplete && !command.isPending)
      command.mutate({
        displayName: name.trim(),
        email: email.trim(),
        password: hasPassword ? password : undefined,
        kind,
        locale: locale as Locale,
        usageCountry: country,
      });
  };
  return (
    <Pane
      title={t('people.add')}
      context={me.organization?.name}
      isDirty={name !== '' || email !== '' || password !== ''}
      onClose={onClose}
      onSubmit={add}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('people.add')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} fields={fields} />
      <TextField
        label={t('people.name')}
        value={name}
        onChange={setName}
        isRequired
        message={missing(name) ?? messageOf('displayName')}
      />
      <TextField
        label={t('people.email')}
        type="email"
        value={email}
        onChange={setEmail}
        isRequired
        message={missing(email) ?? messageOf('email')}
      />
      <Field label={t('people.kind')} hint={t('people.guestHint')}>
        <RadioGroup value={kind} onChange={(_event, data) => setKind(data.value as Kind)}>
          <Radio value="member" label={t('people.kindOf.member')} />
          <Radio value="guest" label={t('people.kindOf.guest')} />
        </RadioGroup>
      </Field>
      <Field label={t('people.signingIn')}>
        <RadioGroup
          value={hasPassword ? 'password' : 'none'}
          onChange={(_event, data) => setHasPassword(data.value === 'password')}
        >
          <Radio value="none" label={t('people.noPassword')} />
          <Radio value="password" label={t('people.withPassword')} />
        </RadioGroup>
      </Field>
      {hasPassword && (
        <TextField
          label={t('people.password')}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          isRequired
          hint={t('people.passwordHint')}
          message={missing(password) ?? messageOf('password')}
        />
      )}
      <LanguageField value={locale} onChange={setLocale} message={messageOf('locale')} />
      <CountryField value={country} onChange={setCountry} message={messageOf('usageCountry')} />
    </Pane>
  );
}
