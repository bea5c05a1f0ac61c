// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, Title2, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { useCloud } from '@/app/cloud';
import { helpPath } from '@/screens/help/helpPath';
import type { Topic } from '@/screens/help/topics';
import { RouterLink } from '@/ui/RouterLink';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  title: { margin: 0, outlineStyle: 'none', overflowWrap: 'anywhere' },
  about: { color: tokens.colorNeutralForeground2 },
  toolbar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    '@media print': { display: 'none' },
  },
  help: { '@media print': { display: 'none' } },
});

interface Props {
  title: string;
  /** One sentence: what the page is for. */
  about?: ReactNode;
  /** The topic of the help that the page links to; absent on the help's own pages. */
  help?: Topic;
  toolbar?: ReactNode;
  children: ReactNode;
}

/** A page: its heading, what it is for, its tools, and the link to its help. */
export function Page({ title, about, help, toolbar, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { organization } = useMe();
  const helpTo = helpPath(help, useCloud());
  useEffect(() => {
    document.title = [title, organization?.name ?? 'Perseat'].join(' – ');
  }, [title, organization]);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Title2 as="h1" className={styles.title} tabIndex={-1}>
          {title}
        </Title2>
        <Text className={styles.about}>
          {about}{' '}
          {helpTo && (
            <RouterLink to={helpTo} inline className={styles.help}>
              {t('help.link')}
            </RouterLink>
          )}
        </Text>
      </div>
      {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
      {children}
    </div>
  );
}
