// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { Page } from '@/ui/Page';

import { Idle } from './Idle';
import { NeedsYou } from './NeedsYou';
import { Renewals } from './Renewals';
import { Seats } from './Seats';
import { Spend } from './Spend';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(380px, 100%), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
  },
});

export function HomePage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { user } = useMe();
  return (
    <Page title={t('home.title')} about={t('home.about', { name: user.displayName })} help="start">
      <div className={styles.cards}>
        <NeedsYou />
        <Renewals />
        <Spend />
        <Seats />
        <Idle />
      </div>
    </Page>
  );
}
