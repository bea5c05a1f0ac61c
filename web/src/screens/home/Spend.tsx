// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { BarChart } from '@/ui/BarChart';
import { useFormats } from '@/ui/format';

import { HomeCard } from './HomeCard';
import { spendByMonth, type MonthSpend } from './spend';
import { useSpend } from './useHome';

/** What was invoiced in each of the past months, a chart for each currency. */
export function Spend() {
  const { t } = useTranslation();
  const report = useSpend();
  const title = t('home.spend');
  if (!report.data)
    return (
      <HomeCard title={title} asked={[report]}>
        {null}
      </HomeCard>
    );
  const spends = spendByMonth(report.data);
  if (spends.length === 0)
    return (
      <HomeCard title={title} asked={[]}>
        {t('home.noSpend')}
      </HomeCard>
    );
  return spends.map(({ currency, months }) => (
    <SpendIn
      key={currency}
      title={spends.length === 1 ? title : t('home.spendIn', { currency })}
      currency={currency}
      months={months}
      items={report.data.items.filter(({ total }) => total.currency === currency)}
    />
  ));
}

interface Props {
  title: string;
  currency: string;
  months: MonthSpend[];
  items: Schemas['Spend'][];
}

function SpendIn({ title, currency, months, items }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const largest = Math.max(...months.map(({ amount }) => Number(amount.amount)), 0);
  const rows = months.map(({ month, amount }) => [formats.month(month), formats.money(amount)]);
  return (
    <BarChart
      title={title}
      bars={months.map(({ month, amount }) => ({
        id: month,
        name: formats.month(month),
        share: largest === 0 ? 0 : Number(amount.amount) / largest,
        text: formats.money(amount),
      }))}
      table={{ header: [t('home.month'), t('home.invoiced')], rows }}
      csv={{
        header: ['month', 'product', 'net', 'tax', 'total', 'currency'],
        rows: items.map(({ month, productName, net, tax, total }) => [
          month,
          productName,
          net.amount,
          tax.amount,
          total.amount,
          currency,
        ]),
      }}
      fileName={`spend-${currency}.csv`}
      empty={t('home.noSpend')}
    />
  );
}
