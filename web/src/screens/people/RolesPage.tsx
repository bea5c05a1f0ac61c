// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Select } from '@fluentui/react-components';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

import { RoleTable } from './RoleTable';
import { rolesOfAll } from './roleNames';
import { rolesRoute, type RolesSearch } from './routes';
import { useGrantable } from './useGrantable';

const GrantPane = lazy(async () => ({ default: (await import('./GrantPane')).GrantPane }));

/** Who may do what: roles of the organization, its billing account and its billing profiles. */
export function RolesPage() {
  const { t } = useTranslation();
  const { allowedActions } = useMe();
  const { role, billingProfileId, pane } = rolesRoute.useSearch();
  const navigate = rolesRoute.useNavigate();
  const { ownProfiles, isAccountOwner } = useGrantable();
  const set = (change: RolesSearch, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const seesAll = allowedActions.listRoles.allowed;
  // Who owns a billing profile sees the roles on it, and no others.
  const profileId = billingProfileId ?? (seesAll ? undefined : ownProfiles[0]?.id);
  const mayGrant =
    isAccountOwner || ownProfiles.length > 0 ? { allowed: true } : allowedActions.grantRoles;
  return (
    <Page
      title={t('roles.title')}
      about={t('roles.about')}
      help="roles"
      toolbar={
        <>
          <ActionButton
            appearance="primary"
            allowed={mayGrant}
            onClick={() => set({ pane: 'grant' }, false)}
          >
            {t('roles.grant')}
          </ActionButton>
          <Select
            aria-label={t('roles.role')}
            value={role ?? ''}
            onChange={(_event, data) =>
              set({ role: (data.value || undefined) as RolesSearch['role'] })
            }
          >
            <option value="">{t('roles.allRoles')}</option>
            {rolesOfAll.map((one) => (
              <option key={one} value={one}>
                {t(`roles.name.${one}`)}
              </option>
            ))}
          </Select>
          {ownProfiles.length > 0 && (
            <Select
              aria-label={t('roles.profile')}
              value={profileId ?? ''}
              onChange={(_event, data) => set({ billingProfileId: data.value || undefined })}
            >
              {seesAll && <option value="">{t('roles.everywhere')}</option>}
              {ownProfiles.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </>
      }
    >
      {seesAll || profileId !== undefined ? (
        <RoleTable role={role} billingProfileId={profileId} />
      ) : (
        <EmptyState title={t('roles.notYours')} />
      )}
      <Suspense fallback={null}>
        {pane === 'grant' && mayGrant.allowed && (
          <GrantPane billingProfileId={profileId} onClose={() => set({ pane: undefined }, false)} />
        )}
      </Suspense>
    </Page>
  );
}
