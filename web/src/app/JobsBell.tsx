// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  CounterBadge,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  ProgressBar,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { AlertRegular, Dismiss16Regular } from '@fluentui/react-icons';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { hasEnded, jobQuery } from '@/api/useJob';
import { useMyJobs, type MyJob } from '@/app/myJobs';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

const useStyles = makeStyles({
  bell: { position: 'relative' },
  badge: { position: 'absolute', top: '0', insetInlineEnd: '0', pointerEvents: 'none' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: 'min(320px, 80vw)',
    maxHeight: '60vh',
    overflowY: 'auto',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  job: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalS },
  texts: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
});

/** The jobs that this browser began: how many go on, and the way to each. */
export function JobsBell() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { jobs, forget } = useMyJobs();
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const progress = useQueries({ queries: jobs.map(({ id }) => jobQuery(id)) });
  const count = progress.filter(({ data }) => data && !hasEnded(data)).length;
  const button = {
    appearance: 'subtle',
    className: styles.bell,
    icon: <AlertRegular />,
    'aria-label': count > 0 ? t('jobs.bellRunning', { count }) : t('jobs.bell'),
    children: count > 0 && (
      <CounterBadge className={styles.badge} size="small" count={count} aria-hidden />
    ),
  } as const;
  // A popover puts hidden places for the focus around the whole page, even before it is opened.
  if (!wasOpened)
    return (
      <Button
        {...button}
        aria-expanded={false}
        onClick={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
      />
    );
  return (
    <Popover open={isOpen} onOpenChange={(_event, data) => setIsOpen(data.open)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button {...button} />
      </PopoverTrigger>
      <PopoverSurface aria-label={t('jobs.bell')}>
        {jobs.length === 0 ? (
          <Text>{t('jobs.none')}</Text>
        ) : (
          <ul className={styles.list}>
            {jobs.map((job, index) => (
              <JobLine
                key={job.id}
                job={job}
                progress={progress[index]?.data}
                onOpen={() => setIsOpen(false)}
                onForget={() => forget(job.id)}
              />
            ))}
          </ul>
        )}
      </PopoverSurface>
    </Popover>
  );
}

interface LineProps {
  job: MyJob;
  progress: Schemas['Job'] | undefined;
  onOpen: () => void;
  onForget: () => void;
}

function JobLine({ job, progress, onOpen, onForget }: LineProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const title = t(`jobs.title.${job.kind}`, { count: job.rows, product: job.productName });
  return (
    <li className={styles.job}>
      <div className={styles.texts}>
        <RouterLink to="/jobs/$jobId" params={{ jobId: job.id }} onClick={onOpen}>
          {title}
        </RouterLink>
        {progress && !hasEnded(progress) && (
          <ProgressBar
            aria-label={title}
            value={progress.rowsDone}
            max={Math.max(progress.rowsTotal, 1)}
          />
        )}
        {progress && (
          <Text size={200}>
            {t(`jobs.state.${progress.state}`, {
              done: formats.number(progress.rowsDone),
              total: formats.number(progress.rowsTotal),
              good: formats.number(progress.rowsDone - progress.rowsFailed),
              refused: formats.number(progress.rowsFailed),
            })}
          </Text>
        )}
      </div>
      <Button
        size="small"
        appearance="subtle"
        icon={<Dismiss16Regular />}
        aria-label={t('jobs.forget', { job: title })}
        onClick={onForget}
      />
    </li>
  );
}
