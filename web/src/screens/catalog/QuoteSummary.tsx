// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Card,
  Spinner,
  Subtitle1,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { ErrorBar } from '@/ui/ErrorBar';
import { useFormats } from '@/ui/format';

const useStyles = makeStyles({
  card: { gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL },
  title: { margin: 0 },
  rows: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  row: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  amount: { margin: 0, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  sum: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalS,
    fontWeight: tokens.fontWeightSemibold,
  },
  second: { color: tokens.colorNeutralForeground2 },
  stale: { opacity: 0.6 },
});

interface Row {
  name: string;
  amount: string;
  isSum?: boolean;
}

interface Props {
  quote: Schemas['Quote'] | undefined;
  isStale: boolean;
  error: Error | null;
  onRetry: () => void;
}

/** What it costs, as the invoice will say it. */
export function QuoteSummary({ quote, isStale, error, onRetry }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Card className={styles.card} role="region" aria-label={t('catalog.summary')}>
      <Subtitle1 as="h2" className={styles.title}>
        {t('catalog.summary')}
      </Subtitle1>
      <ErrorBar error={error} onRetry={onRetry} />
      {!error && !quote && <Text className={styles.second}>{t('catalog.summaryMissing')}</Text>}
      {!error && quote && <Amounts quote={quote} isStale={isStale} />}
      {isStale && !error && quote && <Spinner size="tiny" label={t('catalog.pricing')} />}
    </Card>
  );
}

function Amounts({ quote, isStale }: { quote: Schemas['Quote']; isStale: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const rows: Row[] = [
    ...quote.lines.map((line) => ({
      name: t('catalog.line', {
        description: line.description,
        quantity: formats.number(line.quantity),
        price: formats.money(line.unitPrice),
      }),
      amount: formats.money(line.net),
    })),
    { name: t('catalog.net'), amount: formats.money(quote.net) },
    {
      name: t('catalog.tax', {
        rates: formats.list([...new Set(quote.lines.map(({ taxRate }) => formats.rate(taxRate)))]),
      }),
      amount: formats.money(quote.tax),
    },
    { name: t('catalog.total'), amount: formats.money(quote.total), isSum: true },
    { name: t('catalog.dueNow'), amount: formats.money(quote.dueNow), isSum: true },
  ];
  return (
    <>
      <dl
        className={mergeClasses(styles.rows, isStale && styles.stale)}
        aria-live="polite"
        aria-busy={isStale}
      >
        {rows.map(({ name, amount, isSum }) => (
          <div key={name} className={mergeClasses(styles.row, isSum && styles.sum)}>
            <dt>{name}</dt>
            <dd className={styles.amount}>{amount}</dd>
          </div>
        ))}
      </dl>
      <Text size={200} className={styles.second}>
        {quote.nextCharge
          ? t('catalog.nextCharge', {
              date: formats.day(quote.nextCharge.date),
              amount: formats.money(quote.nextCharge.amount),
            })
          : t('catalog.noNextCharge')}{' '}
        {t('catalog.holdsUntil', { time: formats.instant(quote.expiresAt) })}
      </Text>
    </>
  );
}
