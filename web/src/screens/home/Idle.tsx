// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { BarChart } from '@/ui/BarChart';
import { useFormats } from '@/ui/format';

import { HomeCard } from './HomeCard';
import { idleByCurrency, type IdleCost } from './idle';
import { useSeats } from './useHome';

const shownMax = 10;

/** What is paid for licenses that nobody has, a chart for each currency. */
export function Idle() {
  const { t } = useTranslation();
  const seats = useSeats();
  const title = t('home.idle');
  if (!seats.data)
    return (
      <HomeCard title={title} asked={[seats]}>
        {null}
      </HomeCard>
    );
  const found = idleByCurrency(seats.data.items);
  if (found.length === 0)
    return (
      <HomeCard title={title} asked={[]}>
        {t('home.noIdle')}
      </HomeCard>
    );
  return found.map(({ currency, idle }) => (
    <IdleIn
      key={currency}
      title={found.length === 1 ? title : t('home.idleIn', { currency })}
      currency={currency}
      idle={idle}
    />
  ));
}

interface Props {
  title: string;
  currency: string;
  /** At least one. */
  idle: IdleCost[];
}

function IdleIn({ title, currency, idle }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const largest = Number(idle[0]!.cost.amount);
  return (
    <BarChart
      title={title}
      bars={idle.slice(0, shownMax).map(({ license, cost }) => ({
        id: license.productId,
        name: license.productName,
        share: largest === 0 ? 0 : Number(cost.amount) / largest,
        text: formats.money(cost),
      }))}
      table={{
        header: [t('home.product'), t('home.available'), t('home.idleCost')],
        rows: idle.map(({ license, cost }) => [
          license.productName,
          formats.number(license.available),
          formats.money(cost),
        ]),
      }}
      csv={{
        header: ['product', 'available', 'cost', 'currency'],
        rows: idle.map(({ license, cost }) => [
          license.productName,
          String(license.available),
          cost.amount,
          currency,
        ]),
      }}
      fileName={`idle-licenses-${currency}.csv`}
      empty={t('home.noIdle')}
    />
  );
}
