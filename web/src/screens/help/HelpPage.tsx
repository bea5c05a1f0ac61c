// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Link, SearchBox, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';

import { MoreHelp } from './MoreHelp';
import { helpRoute } from './routes';
import { found, useTopics } from './useTopics';

const useStyles = makeStyles({
  search: { maxWidth: '440px', width: '100%' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
    gap: tokens.spacingHorizontalXL,
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  topic: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  summary: { color: tokens.colorNeutralForeground2 },
});

export function HelpPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { search = '' } = helpRoute.useSearch();
  const navigate = useNavigate();
  const shown = found(useTopics(), search);
  const look = (text: string) =>
    void navigate({ to: '/help', search: text ? { search: text } : {}, replace: true });
  return (
    <Page
      title={t('help.title')}
      about={t('help.about')}
      toolbar={
        <SearchBox
          className={styles.search}
          aria-label={t('help.search')}
          placeholder={t('help.search')}
          value={search}
          onChange={(_event, data) => look(data.value)}
        />
      }
    >
      <div role="status" className="visually-hidden">
        {t('help.count', { count: shown.length })}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('help.nothing', { search })}>
          <Link as="button" onClick={() => look('')}>
            {t('help.all')}
          </Link>
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {shown.map(({ topic, path, title, body }) => (
            <li key={topic} className={styles.topic}>
              <RouterLink to={path}>{title}</RouterLink>
              <Text className={styles.summary}>{body[0]}</Text>
            </li>
          ))}
        </ul>
      )}
      <MoreHelp />
    </Page>
  );
}
