// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { BarChart } from '@/ui/BarChart';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { HomeCard } from './HomeCard';
import { useSeats } from './useHome';

type License = Schemas['License'];

const shownMax = 10;

/** How many licenses of each product are in use. */
export function Seats() {
  const { t } = useTranslation();
  const formats = useFormats();
  const seats = useSeats();
  const title = t('home.seats');
  if (!seats.data)
    return (
      <HomeCard title={title} asked={[seats]}>
        {null}
      </HomeCard>
    );
  const used = seats.data.items.filter(({ total }) => total > 0);
  const largestFirst = used.toSorted((a, b) => b.total - a.total);
  const textOf = ({ assigned, total, available }: License) =>
    [
      t('home.assignedOf', {
        assigned: formats.number(assigned),
        total: formats.number(total),
      }),
      ...(available === 0 ? [t('home.isFull')] : []),
    ].join(' · ');
  return (
    <BarChart
      title={title}
      bars={largestFirst.slice(0, shownMax).map((license) => ({
        id: license.productId,
        name: license.productName,
        share: license.assigned / license.total,
        text: textOf(license),
      }))}
      table={{
        header: [t('home.product'), t('home.assigned'), t('home.total'), t('home.available')],
        rows: used.map(({ productName, assigned, total, available }) => [
          productName,
          formats.number(assigned),
          formats.number(total),
          formats.number(available),
        ]),
      }}
      csv={{
        header: ['product', 'assigned', 'total', 'available'],
        rows: used.map(({ productName, assigned, total, available }) => [
          productName,
          String(assigned),
          String(total),
          String(available),
        ]),
      }}
      fileName="licenses-in-use.csv"
      empty={
        <>
          {t('home.noSeats')} <RouterLink to="/catalog">{t('home.buyFirst')}</RouterLink>
        </>
      }
    />
  );
}
