// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { usePages } from '@/api/usePages';
import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { SectionHeading } from '@/ui/SectionHeading';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

type Token = Schemas['ApiToken'];

/** One's tokens for programs, without their secrets. */
export function TokenTable({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { allowedActions } = useMe();
  const [revoked, setRevoked] = useState<Token>();
  const pages = usePages(['api-tokens'], (cursor, signal) =>
    result(api.GET('/v1/api-tokens', { params: { query: { cursor } }, signal })),
  );
  const columns: Column<Token>[] = [
    {
      id: 'name',
      header: t('account.tokenName'),
      isRowHeader: true,
      cell: ({ name }) => name,
      sortBy: ({ name }) => name,
    },
    {
      id: 'scopes',
      header: t('account.scopes'),
      cell: ({ scopes }) => formats.list(scopes.map((scope) => t(`account.scope.${scope}`))),
    },
    {
      id: 'created',
      header: t('account.created'),
      cell: ({ createdAt }) => formats.day(createdAt),
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      id: 'expires',
      header: t('account.expires'),
      cell: ({ expiresAt }) => (expiresAt ? formats.day(expiresAt) : t('account.never')),
      sortBy: ({ expiresAt }) => expiresAt ?? '~',
    },
    {
      id: 'actions',
      header: t('roles.actions'),
      cell: (token) => (
        <Button
          size="small"
          aria-label={t('account.revokeName', { name: token.name })}
          onClick={() => setRevoked(token)}
        >
          {t('account.revoke')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <SectionHeading>{t('account.tokens')}</SectionHeading>
      <span>{t('account.tokensAbout')}</span>
      <div>
        <ActionButton allowed={allowedActions.manageApiTokens} onClick={onCreate}>
          {t('account.createToken')}
        </ActionButton>
      </div>
      <DataTable
        label={t('account.tokens')}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('account.noTokens')} />}
      />
      {revoked && <RevokeDialog token={revoked} onClose={() => setRevoked(undefined)} />}
    </>
  );
}

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const command = useCommand({
    send: (id: string) => result(api.DELETE('/v1/api-tokens/{id}', { params: { path: { id } } })),
    onDone: () => {
      toast({ title: t('account.revoked', { name: token.name }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('account.revokeTitle', { name: token.name })}
      confirm={t('account.revoke')}
      isDestructive
      isBusy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate(token.id)}
      onCancel={onClose}
    >
      <p>{t('account.revokeBody')}</p>
    </ConfirmDialog>
  );
}
