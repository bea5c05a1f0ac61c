// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

const useStyles = makeStyles({
  notes: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
  },
});

interface Props {
  offer: Schemas['Offer'];
  isTrial: boolean;
  quote: Schemas['Quote'] | undefined;
}

/** What happens next, how to get out of it, and which data about the purchaser is used. */
export function PurchaseNotes({ offer, isTrial, quote }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const next = quote?.nextCharge;
  const renewal = () => {
    if (isTrial && !offer.trial?.needsPaymentMethod) return t('catalog.endsByItself');
    if (!next) return t('catalog.renews');
    return t(isTrial ? 'catalog.trialRenewsOn' : 'catalog.renewsOn', {
      date: formats.day(next.date),
      amount: formats.money(next.amount),
    });
  };
  const refund = t(`catalog.refund.${offer.cancelRefund}`, { count: offer.cancelWindowHours });
  return (
    <div className={styles.notes}>
      <Text size={200}>{renewal()}</Text>
      <Text size={200}>
        {t('catalog.howToCancel')} {!isTrial && refund}
      </Text>
      <Text size={200}>
        {t('catalog.directoryData')}{' '}
        <RouterLink to="/help/$topic" params={{ topic: 'checkout' }} inline>
          {t('catalog.directoryDataMore')}
        </RouterLink>
      </Text>
    </div>
  );
}
