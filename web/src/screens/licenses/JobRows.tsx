// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { hasEnded } from '@/api/useJob';
import { usePages, type Pages } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useFormats } from '@/ui/format';

import { useRefusedRows } from './useRefusedRows';
import { useRowReason } from './useRowReason';

type Job = Schemas['Job'];
type Row = Schemas['JobResult'];

interface Props {
  job: Job;
  isOnlyRefused: boolean;
}

/** What became of each row: of the first as the job goes on, of all once it has ended. */
export function JobRows({ job, isOnlyRefused }: Props) {
  const { t } = useTranslation();
  const columns = useColumns();
  const all = usePages(['job', job.id, 'rows', job.state], async (cursor, signal) => {
    const page = await result(
      api.GET('/v1/jobs/{id}', { params: { path: { id: job.id }, query: { cursor } }, signal }),
    );
    return page.results;
  });
  const refused = useRefusedRows(job.id, isOnlyRefused);
  const ofRefused: Pages<Row> = {
    ...all,
    rows: refused.data ?? [],
    isLoading: refused.isPending,
    isStale: false,
    error: refused.error,
    retry: () => void refused.refetch(),
    hasMore: false,
  };
  const goingOn: Pages<Row> = { ...all, rows: job.results.items, hasMore: false, isStale: false };
  return (
    <DataTable
      label={t('jobs.rows')}
      columns={columns}
      pages={isOnlyRefused ? ofRefused : hasEnded(job) ? all : goingOn}
      keyOf={({ row }) => String(row)}
      empty={<EmptyState title={t('jobs.noRows')} />}
    />
  );
}

const colors = {
  waiting: 'subtle',
  assigned: 'success',
  alreadyAssigned: 'informative',
  unassigned: 'success',
  notAssigned: 'informative',
  refused: 'danger',
} as const;

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const textOf = useRowReason();
  return [
    {
      id: 'row',
      header: t('jobs.row'),
      cell: ({ row }) => formats.number(row),
      sortBy: ({ row }) => row,
    },
    {
      id: 'input',
      header: t('jobs.input'),
      isRowHeader: true,
      cell: ({ input }) => input,
      sortBy: ({ input }) => input,
    },
    {
      id: 'outcome',
      header: t('jobs.outcome'),
      cell: ({ outcome }) => (
        <Badge appearance="tint" color={colors[outcome]}>
          {t(`jobs.outcomeOf.${outcome}`)}
        </Badge>
      ),
      sortBy: ({ outcome }) => outcome,
    },
    {
      id: 'reason',
      header: t('jobs.reason'),
      cell: ({ reason }) => reason && textOf(reason),
      sortBy: ({ reason }) => reason ?? '',
    },
  ];
}
