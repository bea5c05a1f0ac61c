// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Select } from '@fluentui/react-components';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { PersonLine } from '@/ui/PersonLine';
import { RouterLink } from '@/ui/RouterLink';
import { SearchField } from '@/ui/SearchField';
import { useFormats } from '@/ui/format';

import { PersonState } from './PersonState';
import { peopleRoute, type PeopleSearch } from './routes';

const AddPersonPane = lazy(async () => ({
  default: (await import('./AddPersonPane')).AddPersonPane,
}));

type User = Schemas['User'];

/** The people of the organization: members, guests, and those who are disabled. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { allowedActions } = useMe();
  const { search, state, kind, pane } = peopleRoute.useSearch();
  const navigate = peopleRoute.useNavigate();
  const set = (change: PeopleSearch, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const pages = usePages(['users', 'list', search, state, kind], (cursor, signal) =>
    result(api.GET('/v1/users', { params: { query: { search, state, kind, cursor } }, signal })),
  );
  const isFiltered = search !== undefined || state !== undefined || kind !== undefined;
  return (
    <Page
      title={t('people.title')}
      about={t('people.about')}
      help="people"
      toolbar={
        <>
          <ActionButton
            appearance="primary"
            allowed={allowedActions.manageUsers}
            onClick={() => set({ pane: 'add' }, false)}
          >
            {t('people.add')}
          </ActionButton>
          <SearchField
            label={t('people.search')}
            value={search ?? ''}
            onSearch={(value) => set({ search: value || undefined })}
          />
          <Select
            aria-label={t('people.kind')}
            value={kind ?? ''}
            onChange={(_event, data) =>
              set({ kind: (data.value || undefined) as PeopleSearch['kind'] })
            }
          >
            <option value="">{t('people.allKinds')}</option>
            <option value="member">{t('people.kindOf.member')}</option>
            <option value="guest">{t('people.kindOf.guest')}</option>
          </Select>
          <Select
            aria-label={t('people.state')}
            value={state ?? ''}
            onChange={(_event, data) =>
              set({ state: (data.value || undefined) as PeopleSearch['state'] })
            }
          >
            <option value="">{t('people.allStates')}</option>
            <option value="active">{t('people.stateOf.active')}</option>
            <option value="disabled">{t('people.stateOf.disabled')}</option>
          </Select>
        </>
      }
    >
      <DataTable
        label={t('people.title')}
        columns={useColumns()}
        pages={pages}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={isFiltered ? t('people.noMatch') : t('people.empty')}>
            {isFiltered && (
              <Button onClick={() => set({ search: undefined, state: undefined, kind: undefined })}>
                {t('people.clearFilters')}
              </Button>
            )}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {pane === 'add' && allowedActions.manageUsers.allowed && (
          <AddPersonPane onClose={() => set({ pane: undefined }, false)} />
        )}
      </Suspense>
    </Page>
  );
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      id: 'name',
      header: t('people.name'),
      isRowHeader: true,
      cell: ({ id, displayName, email }) => (
        <PersonLine
          name={displayName}
          email={email}
          title={
            <RouterLink to="/people/$userId" params={{ userId: id }}>
              {displayName}
            </RouterLink>
          }
        />
      ),
      sortBy: ({ displayName }) => displayName,
    },
    {
      id: 'kind',
      header: t('people.kind'),
      cell: ({ kind }) => t(`people.kindOf.${kind}`),
      sortBy: ({ kind }) => kind,
    },
    {
      id: 'state',
      header: t('people.state'),
      cell: ({ state }) => <PersonState state={state} />,
      sortBy: ({ state }) => state,
    },
    {
      id: 'country',
      header: t('people.usageCountry'),
      cell: ({ usageCountry }) => formats.country(usageCountry),
      sortBy: ({ usageCountry }) => formats.country(usageCountry),
    },
    {
      id: 'created',
      header: t('people.since'),
      cell: ({ createdAt }) => formats.day(createdAt),
      sortBy: ({ createdAt }) => createdAt,
    },
  ];
}
