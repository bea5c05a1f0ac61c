// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { expiresSoon } from '@/screens/billing/cardText';

import { AttentionLine } from './AttentionLine';
import { HomeCard } from './HomeCard';
import { attentionOf } from './attention';
import { useCards, useIsOverseer, usePools, useRenewals, useUnpaid } from './useHome';
import { ShowAll } from './ShowAll';

const shownMax = 6;

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
});

/** What should be looked at, each with the way to do it. */
export function NeedsYou() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { user } = useMe();
  const isAdmin = useIsOverseer();
  const [isAll, setIsAll] = useState(false);
  const [unpaid, cards, pools, renewals] = [useUnpaid(), useCards(), usePools(), useRenewals()];
  const found = attentionOf(
    {
      invoices: unpaid.data ?? [],
      cards: cards.data?.items ?? [],
      pools: pools.data?.items ?? [],
      renewals: renewals.data?.items ?? [],
    },
    { id: user.id, isAdmin },
    (card) => card.status !== 'active' || expiresSoon(card),
  );
  const shown = isAll ? found : found.slice(0, shownMax);
  return (
    <HomeCard title={t('home.needsYou')} asked={[unpaid, cards, pools, renewals]}>
      {found.length === 0 ? (
        <Text>{t('home.nothingNeedsYou')}</Text>
      ) : (
        <ul className={styles.list}>
          {shown.map((attention) => (
            <AttentionLine key={`${attention.kind} ${attention.id}`} attention={attention} />
          ))}
        </ul>
      )}
      <ShowAll count={found.length} shown={shown.length} onShowAll={() => setIsAll(true)} />
    </HomeCard>
  );
}
