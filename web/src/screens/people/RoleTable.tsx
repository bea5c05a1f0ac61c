// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { usePages } from '@/api/usePages';
import { ActionButton } from '@/ui/ActionButton';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { PersonLine } from '@/ui/PersonLine';
import { RouterLink } from '@/ui/RouterLink';
import { SectionHeading } from '@/ui/SectionHeading';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { useGrantable } from './useGrantable';

const ConfirmDialog = lazy(async () => ({
  default: (await import('@/ui/ConfirmDialog')).ConfirmDialog,
}));

type RoleAssignment = Schemas['RoleAssignment'];

interface Props {
  userId?: string;
  role?: Schemas['Role'];
  billingProfileId?: string;
  heading?: string;
}

/** Who holds which role, to be taken back. */
export function RoleTable({ userId, role, billingProfileId, heading }: Props) {
  const { t } = useTranslation();
  const [revoked, setRevoked] = useState<RoleAssignment>();
  const pages = usePages(['roles', userId, role, billingProfileId], (cursor, signal) =>
    result(
      api.GET('/v1/role-assignments', {
        params: { query: { userId, role, billingProfileId, cursor } },
        signal,
      }),
    ),
  );
  return (
    <>
      {heading && <SectionHeading>{heading}</SectionHeading>}
      <DataTable
        label={t('roles.title')}
        columns={useColumns(userId !== undefined, setRevoked)}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<EmptyState title={userId ? t('roles.noneOfPerson') : t('roles.none')} />}
      />
      {revoked && (
        <Suspense>
          <RevokeDialog held={revoked} onClose={() => setRevoked(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function useColumns(
  isOfPerson: boolean,
  revoke: (held: RoleAssignment) => void,
): Column<RoleAssignment>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const { allowedFor, profileName } = useGrantable();
  const person: Column<RoleAssignment> = {
    id: 'person',
    header: t('licenses.person'),
    isRowHeader: true,
    cell: ({ user }) => (
      <PersonLine
        name={user.displayName}
        title={
          <RouterLink to="/people/$userId" params={{ userId: user.id }}>
            {user.displayName}
          </RouterLink>
        }
      />
    ),
    sortBy: ({ user }) => user.displayName,
  };
  return [
    ...(isOfPerson ? [] : [person]),
    {
      id: 'role',
      header: t('roles.role'),
      isRowHeader: isOfPerson,
      cell: ({ role }) => t(`roles.name.${role}`),
      sortBy: ({ role }) => t(`roles.name.${role}`),
    },
    {
      id: 'scope',
      header: t('roles.scope'),
      cell: ({ billingProfileId }) =>
        billingProfileId
          ? (profileName(billingProfileId) ?? t('roles.aProfile'))
          : t('roles.wholeOrganization'),
    },
    {
      id: 'since',
      header: t('roles.since'),
      cell: ({ grantedAt }) => formats.day(grantedAt),
      sortBy: ({ grantedAt }) => grantedAt,
    },
    {
      id: 'givenBy',
      header: t('roles.givenBy'),
      cell: ({ grantedBy }) => grantedBy?.displayName ?? t('licenses.bySystem'),
      sortBy: ({ grantedBy }) => grantedBy?.displayName ?? '',
    },
    {
      id: 'actions',
      header: t('roles.actions'),
      cell: (held) => (
        <ActionButton
          size="small"
          allowed={allowedFor(held.role, held.billingProfileId)}
          aria-label={t('roles.revokeName', {
            role: t(`roles.name.${held.role}`),
            name: held.user.displayName,
          })}
          onClick={() => revoke(held)}
        >
          {t('roles.revoke')}
        </ActionButton>
      ),
    },
  ];
}

function RevokeDialog({ held, onClose }: { held: RoleAssignment; onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const names = { role: t(`roles.name.${held.role}`), name: held.user.displayName };
  const command = useCommand({
    send: (id: string) =>
      result(api.DELETE('/v1/role-assignments/{id}', { params: { path: { id } } })),
    onDone: () => {
      toast({ title: t('roles.revoked', names) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('roles.revokeTitle', names)}
      confirm={t('roles.revoke')}
      isDestructive
      isBusy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate(held.id)}
      onCancel={onClose}
    >
      <p>{t('roles.revokeBody', names)}</p>
    </ConfirmDialog>
  );
}
