// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Card,
  Skeleton,
  SkeletonItem,
  Subtitle1,
  makeStyles,
  tokens,
  useId,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorBar } from '@/ui/ErrorBar';

const useStyles = makeStyles({
  card: { gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL, minWidth: 0 },
  title: { margin: 0 },
});

interface Asked {
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
}

interface Props {
  title: string;
  /** What the card is made of; it is shown once all of it is there. */
  asked: Asked[];
  children: ReactNode;
}

/** A part of Home that loads, and fails, on its own. */
export function HomeCard({ title, asked, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId('card');
  const failed = asked.find(({ error }) => error !== null);
  const retry = () => {
    for (const one of asked) if (one.error) void one.refetch();
  };
  const content = () => {
    if (failed) return <ErrorBar error={failed.error} onRetry={retry} />;
    if (asked.some(({ isPending }) => isPending))
      return (
        <Skeleton aria-label={t('state.loadingThing', { thing: title })}>
          <SkeletonItem style={{ height: 96 }} />
        </Skeleton>
      );
    return children;
  };
  return (
    <Card className={styles.card} role="region" aria-labelledby={titleId}>
      <Subtitle1 as="h2" id={titleId} className={styles.title}>
        {title}
      </Subtitle1>
      {content()}
    </Card>
  );
}
