// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFormats } from '@/ui/format';
import { times } from '@/ui/money';

import { HomeCard } from './HomeCard';
import { ShowAll } from './ShowAll';
import { useIsOverseer, useRenewals } from './useHome';

const shownMax = 5;

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    overflowWrap: 'anywhere',
  },
  second: { color: tokens.colorNeutralForeground2 },
});

/** What renews by itself next. */
export function Renewals() {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const isOverseer = useIsOverseer();
  const renewals = useRenewals();
  const [isAll, setIsAll] = useState(false);
  const found = (renewals.data?.items ?? [])
    .filter(({ renewsAt }) => renewsAt !== null)
    .toSorted((a, b) => a.renewsAt!.localeCompare(b.renewsAt!));
  const shown = isAll ? found : found.slice(0, shownMax);
  return (
    <HomeCard title={t('home.nextRenewals')} asked={[renewals]}>
      {found.length === 0 && <Text>{t('home.noRenewals')}</Text>}
      <ul className={styles.list}>
        {shown.map(
          ({ id, productName, purchaser, renewsAt, quantity, scheduledQuantity, price }) => {
            const licenses = scheduledQuantity ?? quantity;
            return (
              <li key={id} className={styles.line}>
                <span>
                  {productName}{' '}
                  <Text size={200} className={styles.second}>
                    {t(isOverseer ? 'home.licensesOf' : 'home.licenses', {
                      count: licenses,
                      purchaser: purchaser.displayName,
                    })}
                  </Text>
                </span>
                <Text>
                  {formats.billingDay(renewsAt!)} ·{' '}
                  {t('home.beforeTax', { amount: formats.money(times(price, licenses)) })}
                </Text>
              </li>
            );
          },
        )}
      </ul>
      <ShowAll count={found.length} shown={shown.length} onShowAll={() => setIsAll(true)} />
    </HomeCard>
  );
}
