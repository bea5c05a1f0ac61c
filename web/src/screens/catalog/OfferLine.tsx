// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useFormats } from '@/ui/format';

const useStyles = makeStyles({
  line: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground2 },
});

/** An offer: what a license costs, how often it is charged, and its trial. */
export function OfferLine({ offer }: { offer: Schemas['Offer'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const { trial } = offer;
  const details = [
    t(`catalog.term.${offer.term}`),
    t(offer.taxInclusive ? 'catalog.withTax' : 'catalog.withoutTax'),
    ...(trial === null
      ? []
      : [
          t(trial.needsPaymentMethod ? 'catalog.trialWithCard' : 'catalog.trialWithoutCard', {
            count: trial.days,
          }),
        ]),
  ];
  return (
    <span className={styles.line}>
      <Text weight="semibold">
        {t(`catalog.perLicense.${offer.billingFrequency}`, { price: formats.money(offer.price) })}
      </Text>
      <Text size={200} className={styles.second}>
        {details.join(' · ')}
      </Text>
    </span>
  );
}
