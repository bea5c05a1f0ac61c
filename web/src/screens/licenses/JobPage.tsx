// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, ProgressBar, Switch, Text, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { ApiError, type Schemas } from '@/api/client';
import { subscriptionQuery } from '@/api/queries';
import { hasEnded, useJobStream } from '@/api/useJob';
import { NotFoundPage } from '@/app/NotFoundPage';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { downloadCsv } from '@/ui/csv';
import { useFormats } from '@/ui/format';

import { JobRows } from './JobRows';
import { csvOfPeople } from './peopleList';
import { jobRoute } from './routes';
import { useAssignmentJob } from './useAssignmentJob';
import { useRefusedRows } from './useRefusedRows';
import { useRowReason } from './useRowReason';

type Job = Schemas['Job'];

const useStyles = makeStyles({ progress: { maxWidth: '480px' } });

/** How far a job over many people is, and what became of each of them. */
export function JobPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const { jobId } = jobRoute.useParams();
  const job = useJobStream(jobId);
  const subscription = useQuery({
    ...subscriptionQuery(job.data?.subscriptionId ?? ''),
    enabled: job.data !== undefined,
  });
  if (job.error instanceof ApiError && job.error.status === 404) return <NotFoundPage />;
  const productName = subscription.data?.productName ?? '';
  return (
    <Page
      title={
        job.data && (subscription.data || subscription.isError)
          ? t(`jobs.title.${job.data.kind}`, {
              count: job.data.rowsTotal,
              product: productName,
            })
          : t('jobs.job')
      }
      about={job.data && t('jobs.since', { at: formats.instant(job.data.createdAt) })}
      help="jobs"
    >
      <ErrorBar error={job.error} onRetry={() => void job.refetch()} />
      {job.data && (
        <>
          <div className={styles.progress}>
            <ProgressBar
              aria-label={t('jobs.progress')}
              value={job.data.rowsDone}
              max={Math.max(job.data.rowsTotal, 1)}
              color={
                hasEnded(job.data) ? (job.data.rowsFailed > 0 ? 'warning' : 'success') : 'brand'
              }
            />
            <Progress job={job.data} />
          </div>
          {subscription.data && (
            <RouterLink
              to="/licenses/$productId"
              params={{ productId: subscription.data.productId }}
              search={{ pool: subscription.data.id }}
            >
              {t('jobs.toLicenses')}
            </RouterLink>
          )}
          {hasEnded(job.data) && job.data.rowsFailed > 0 && (
            <Refused job={job.data} productName={productName} />
          )}
          <Rows job={job.data} />
        </>
      )}
    </Page>
  );
}

function Progress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const textOf = useErrorText();
  const counts = {
    done: formats.number(job.rowsDone),
    total: formats.number(job.rowsTotal),
    good: formats.number(job.rowsDone - job.rowsFailed),
    refused: formats.number(job.rowsFailed),
  };
  return (
    <div role="status">
      <Text>{t(`jobs.state.${job.state}`, counts)}</Text>{' '}
      {job.reason && <Text>{textOf({ reason: job.reason, detail: '' })}</Text>}
    </div>
  );
}

/** What to do about the rows that were refused. */
function Refused({ job, productName }: { job: Job; productName: string }) {
  const { t } = useTranslation();
  const textOf = useRowReason();
  const refused = useRefusedRows(job.id, true);
  const again = useAssignmentJob(job.subscriptionId, productName);
  const rows = refused.data ?? [];
  const save = () =>
    downloadCsv(`${t('jobs.refusedFile')}.csv`, [
      [t('jobs.row'), t('jobs.input'), t('jobs.reasonCode'), t('jobs.reason')],
      ...rows.map((row) => [
        String(row.row),
        row.input,
        row.reason ?? '',
        row.reason ? textOf(row.reason) : '',
      ]),
    ]);
  const tryAgain = () => {
    if (!again.isPending)
      again.mutate({
        action: job.kind === 'assignLicenses' ? 'assign' : 'unassign',
        csv: csvOfPeople(rows.map(({ input }) => input)),
      });
  };
  return (
    <div>
      <ErrorBar error={refused.error ?? again.error} />
      <Button icon={<ArrowDownloadRegular />} disabledFocusable={!refused.isSuccess} onClick={save}>
        {t('jobs.downloadRefused', { count: job.rowsFailed })}
      </Button>{' '}
      <Button disabledFocusable={!refused.isSuccess || again.isPending} onClick={tryAgain}>
        {t('jobs.tryAgain', { count: job.rowsFailed })}
      </Button>
    </div>
  );
}

function Rows({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { only } = jobRoute.useSearch();
  const navigate = jobRoute.useNavigate();
  return (
    <>
      {hasEnded(job) && job.rowsFailed > 0 && (
        <Switch
          label={t('jobs.onlyRefused')}
          checked={only === 'refused'}
          onChange={(_event, data) =>
            void navigate({ search: { only: data.checked ? 'refused' : undefined }, replace: true })
          }
        />
      )}
      <JobRows job={job} isOnlyRefused={only === 'refused' && hasEnded(job)} />
    </>
  );
}
