// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';

import { TextField, useFieldMessage } from './PersonFields';

type Scope = Schemas['TokenScope'];

const scopesOfMembers = ['read', 'buy', 'assign', 'pay', 'administer'] as const;
const daysOffered = [30, 90, 365];
const dayMs = 86_400_000;

// A whole day, so that what is sent again after a lost answer is the same.
const midnightIn = (days: number) =>
  new Date(Math.ceil(Date.now() / dayMs + days) * dayMs).toISOString();

/** Makes a token for programs, and shows its secret this once. */
export function TokenPane({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { isOperator } = useMe();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set(['read']));
  const [days, setDays] = useState('90');
  const [wasTried, setWasTried] = useState(false);
  const command = useCommand({
    send: (body: Schemas['CreateApiToken'], key) =>
      result(api.POST('/v1/api-tokens', { params: { header: { 'Idempotency-Key': key } }, body })),
  });
  const messageOf = useFieldMessage(command.error);
  const scopesOffered: Scope[] = [...scopesOfMembers, ...(isOperator ? ['operate' as const] : [])];
  const toggle = (scope: Scope) => {
    const next = new Set(scopes);
    if (!next.delete(scope)) next.add(scope);
    setScopes(next);
  };
  const create = () => {
    setWasTried(true);
    if (name.trim() === '' || scopes.size === 0 || command.isPending) return;
    command.mutate({
      name: name.trim(),
      scopes: scopesOffered.filter((scope) => scopes.has(scope)),
      expiresAt: days === '' ? undefined : midnightIn(Number(days)),
    });
  };
  if (command.data) return <CreatedToken token={command.data} onClose={onClose} />;
  return (
    <Pane
      title={t('account.createToken')}
      context={t('account.tokensAbout')}
      isDirty={name !== ''}
      onClose={onClose}
      onSubmit={create}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('account.createToken')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} fields={['name', 'scopes', 'expiresAt']} />
      <TextField
        label={t('account.tokenName')}
        value={name}
        onChange={setName}
        isRequired
        hint={t('account.tokenNameHint')}
        message={wasTried && name.trim() === '' ? t('reasons.required') : messageOf('name')}
      />
      <Field
        label={t('account.scopes')}
        validationMessage={
          wasTried && scopes.size === 0 ? t('account.scopesMissing') : messageOf('scopes')
        }
      >
        <div role="group" aria-label={t('account.scopes')}>
          {scopesOffered.map((scope) => (
            <div key={scope}>
              <Checkbox
                label={t(`account.scopeAbout.${scope}`)}
                checked={scopes.has(scope)}
                onChange={() => toggle(scope)}
              />
            </div>
          ))}
        </div>
      </Field>
      <Field label={t('account.expires')} validationMessage={messageOf('expiresAt')}>
        <Select value={days} onChange={(_event, data) => setDays(data.value)}>
          {daysOffered.map((count) => (
            <option key={count} value={count}>
              {t('account.inDays', { count })}
            </option>
          ))}
          <option value="">{t('account.never')}</option>
        </Select>
      </Field>
    </Pane>
  );
}

interface CreatedProps {
  token: Schemas['CreatedApiToken'];
  onClose: () => void;
}

function CreatedToken({ token, onClose }: CreatedProps) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(token.secret);
    setIsCopied(true);
  };
  return (
    <Pane
      title={t('account.tokenCreated', { name: token.name })}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" onClick={() => void copy().catch(() => {})}>
            {t('account.copy')}
          </Button>
          <Button onClick={onClose}>{t('action.close')}</Button>
        </>
      }
    >
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t('account.onlyOnce')}</MessageBarBody>
      </MessageBar>
      <Field label={t('account.secret')}>
        <Input
          readOnly
          value={token.secret}
          input={{ style: { fontFamily: 'monospace' } }}
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <div role="status">{isCopied && t('account.copied')}</div>
    </Pane>
  );
}
