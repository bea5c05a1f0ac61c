// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Card,
  Spinner,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { useFormats } from '@/ui/format';

import { Facts, type Fact } from './Facts';
import type { Quote } from './useQuote';

const useStyles = makeStyles({
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { display: 'flex', flexDirection: 'column' },
  note: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  quote: Quote | undefined;
  isWaiting: boolean;
  facts: (quote: Quote) => (Fact | false | undefined | null)[];
}

/** A price as it comes: being computed, or what it means in words, and how it was computed. */
export function QuoteBox({ quote, isWaiting, facts }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  if (!quote && !isWaiting) return null;
  return (
    <Card role="status" aria-label={t('quote.label')} aria-busy={isWaiting}>
      {quote ? (
        <>
          <Facts facts={facts(quote)} />
          {quote.lines.length > 0 && <Lines quote={quote} />}
          <Text size={200} className={styles.note}>
            {t('quote.holdsUntil', { instant: formats.instant(quote.expiresAt) })}
          </Text>
        </>
      ) : (
        <Spinner size="tiny" label={t('quote.waiting')} labelPosition="after" />
      )}
    </Card>
  );
}

function Lines({ quote }: { quote: Quote }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Accordion collapsible>
      <AccordionItem value="lines">
        <AccordionHeader size="small">{t('quote.how')}</AccordionHeader>
        <AccordionPanel className={styles.lines}>
          {quote.lines.map((line) => (
            <div key={JSON.stringify(line)} className={styles.line}>
              <Text weight="semibold">
                {t(`transactionType.${line.transactionType}`)}: {formats.money(line.net)}
              </Text>
              <Text size={200} className={styles.note}>
                {t('quote.line', {
                  count: line.quantity,
                  quantity: formats.number(line.quantity),
                  price: formats.money(line.unitPrice),
                  days: formats.number(daysBetween(line.servicePeriodStart, line.servicePeriodEnd)),
                  daysOfPeriod: formats.number(daysBetween(line.periodStart, line.periodEnd)),
                  from: formats.day(line.servicePeriodStart),
                  to: formats.day(dayBefore(line.servicePeriodEnd)),
                })}
              </Text>
            </div>
          ))}
          <Facts
            facts={[
              { name: t('quote.net'), value: formats.money(quote.net) },
              { name: t('quote.tax'), value: formats.money(quote.tax) },
              { name: t('quote.total'), value: formats.money(quote.total) },
            ]}
          />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;
/** Periods end with the first day that is theirs no more; people count the last that is. */
const dayBefore = (day: string) => new Date(Date.parse(day) - dayMs).toJSON().slice(0, 10);
