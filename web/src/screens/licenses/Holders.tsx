// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { subscriptionQuery } from '@/api/queries';
import { usePages } from '@/api/usePages';
import { ActionButton } from '@/ui/ActionButton';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorBar } from '@/ui/ErrorBar';
import { PersonLine } from '@/ui/PersonLine';
import { SearchField } from '@/ui/SearchField';
import { SectionHeading } from '@/ui/SectionHeading';
import { useFormats } from '@/ui/format';

import { peopleMax } from './queries';
import { productLicensesRoute, type ProductLicensesSearch } from './routes';

const PlansPane = lazy(async () => ({ default: (await import('./PlansPane')).PlansPane }));
const UnassignDialog = lazy(async () => ({
  default: (await import('./UnassignDialog')).UnassignDialog,
}));
const UnassignManyDialog = lazy(async () => ({
  default: (await import('./UnassignManyDialog')).UnassignManyDialog,
}));

type Assignment = Schemas['Assignment'];

const useStyles = makeStyles({
  toolbar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
  },
});

interface Props {
  subscriptionId: string;
  plans: Schemas['ServicePlan'][];
}

/** Who holds licenses of a subscription, to be given and taken. */
export function Holders({ subscriptionId, plans }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { search, pane, person } = productLicensesRoute.useSearch();
  const navigate = productLicensesRoute.useNavigate();
  const set = (change: ProductLicensesSearch, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const subscription = useQuery(subscriptionQuery(subscriptionId));
  const pages = usePages(['assignments', subscriptionId, search], (cursor, signal) =>
    result(
      api.GET('/v1/subscriptions/{id}/assignments', {
        params: { path: { id: subscriptionId }, query: { search, cursor } },
        signal,
      }),
    ),
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isUnassigning, setIsUnassigning] = useState(false);
  // Who is no longer shown is not taken a license from unseen.
  const chosen = pages.rows.filter(({ user }) => selected.has(user.id));
  const actions = subscription.data?.allowedActions;
  const columns = useColumns(plans, actions?.assignLicenses, ({ user }) =>
    set({ pane: 'plans', person: user.id }),
  );
  const holder = pages.rows.find(({ user }) => user.id === person);
  const finish = () => {
    setIsUnassigning(false);
    setSelected(new Set());
  };
  const Unassign = chosen.length > peopleMax ? UnassignManyDialog : UnassignDialog;
  return (
    <>
      <SectionHeading>
        {subscription.data
          ? t('licenses.holdersOf', { purchaser: subscription.data.purchaser.displayName })
          : t('licenses.holders')}
      </SectionHeading>
      <ErrorBar error={subscription.error} onRetry={() => void subscription.refetch()} />
      <div className={styles.toolbar}>
        {actions && (
          <>
            <ActionButton
              appearance="primary"
              data-key="assign"
              allowed={actions.assignLicenses}
              onClick={() => set({ pane: 'assign' })}
            >
              {t('licenses.assign')}
            </ActionButton>
            <ActionButton allowed={actions.assignLicenses} onClick={() => set({ pane: 'many' })}>
              {t('licenses.assignMany')}
            </ActionButton>
            {(chosen.length > 0 || !actions.unassignLicenses.allowed) && (
              <ActionButton
                allowed={actions.unassignLicenses}
                onClick={() => setIsUnassigning(true)}
              >
                {chosen.length > 0
                  ? t('licenses.unassign.confirm', { count: chosen.length })
                  : t('licenses.unassign.none')}
              </ActionButton>
            )}
          </>
        )}
        <SearchField
          label={t('licenses.searchPeople')}
          value={search ?? ''}
          onSearch={(value) => set({ search: value || undefined }, true)}
        />
      </div>
      <DataTable
        label={t('licenses.holders')}
        columns={columns}
        pages={pages}
        keyOf={({ user }) => user.id}
        selection={
          actions?.unassignLicenses.allowed
            ? { selected, onChange: setSelected, nameOf: ({ user }) => user.displayName }
            : undefined
        }
        empty={
          search ? (
            <EmptyState title={t('licenses.noHolderFound', { search })}>
              <Button onClick={() => set({ search: undefined })}>
                {t('licenses.clearFilters')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={t('licenses.noHolders')} />
          )
        }
      />
      <Suspense fallback={null}>
        {isUnassigning && chosen.length > 0 && (
          <Unassign
            subscriptionId={subscriptionId}
            productName={subscription.data?.productName ?? ''}
            people={chosen}
            canReduce={actions?.setQuantity.allowed ?? false}
            onDone={finish}
            onCancel={() => setIsUnassigning(false)}
          />
        )}
        {pane === 'plans' && holder && actions?.assignLicenses.allowed && (
          <PlansPane
            subscriptionId={subscriptionId}
            holder={holder}
            plans={plans}
            onClose={() => set({ pane: undefined, person: undefined })}
          />
        )}
      </Suspense>
    </>
  );
}

function useColumns(
  plans: Schemas['ServicePlan'][],
  change: Schemas['AllowedAction'] | undefined,
  openPlans: (holder: Assignment) => void,
): Column<Assignment>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const appsOf = ({ disabledServicePlans }: Assignment) => {
    const on = plans.filter(({ code }) => !disabledServicePlans.includes(code)).length;
    return on === plans.length
      ? t('licenses.allApps')
      : t('licenses.appsOn', { on: formats.number(on), all: formats.number(plans.length) });
  };
  const apps: Column<Assignment> = {
    id: 'apps',
    header: t('assign.plans'),
    cell: (row) =>
      change ? (
        <ActionButton
          size="small"
          appearance="subtle"
          allowed={change}
          aria-label={t('licenses.changeApps', { name: row.user.displayName, apps: appsOf(row) })}
          onClick={() => openPlans(row)}
        >
          {appsOf(row)}
        </ActionButton>
      ) : (
        appsOf(row)
      ),
  };
  return [
    {
      id: 'name',
      header: t('licenses.person'),
      isRowHeader: true,
      cell: ({ user, email }) => <PersonLine name={user.displayName} email={email} />,
      sortBy: ({ user }) => user.displayName,
    },
    {
      id: 'givenBy',
      header: t('licenses.givenBy'),
      cell: ({ assignedBy }) => assignedBy?.displayName ?? t('licenses.bySystem'),
      sortBy: ({ assignedBy }) => assignedBy?.displayName ?? '',
    },
    {
      id: 'since',
      header: t('licenses.since'),
      cell: ({ assignedAt }) => formats.day(assignedAt),
      sortBy: ({ assignedAt }) => assignedAt,
    },
    ...(plans.length > 0 ? [apps] : []),
    {
      id: 'otherPools',
      header: t('licenses.otherPools'),
      isNumeric: true,
      cell: ({ otherPools }) => formats.number(otherPools),
      sortBy: ({ otherPools }) => otherPools,
    },
    {
      id: 'state',
      header: t('licenses.state'),
      cell: ({ state }) => t(`licenses.stateOf.${state}`),
      sortBy: ({ state }) => state,
    },
  ];
}
