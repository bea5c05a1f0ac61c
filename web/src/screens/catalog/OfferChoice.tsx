// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

import { OfferLine } from './OfferLine';

type Offer = Schemas['Offer'];

interface Props {
  offers: Offer[];
  chosen: Offer;
  onChoose: (code: string) => void;
}

/** Which of the offers, as monthly or yearly. */
export function OfferChoice({ offers, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <Field label={t('catalog.offer')}>
      <RadioGroup value={chosen.code} onChange={(_event, data) => onChoose(data.value)}>
        {offers.map((offer) => (
          <Radio key={offer.id} value={offer.code} label={<OfferLine offer={offer} />} />
        ))}
      </RadioGroup>
    </Field>
  );
}

interface BeginProps {
  offer: Offer;
  isTrial: boolean;
  /** Nothing but the trial may be chosen. */
  isOnlyTrial: boolean;
  onChange: (isTrial: boolean) => void;
}

/** Whether to pay from now on or to begin with the offer's trial. */
export function BeginChoice({ offer, isTrial, isOnlyTrial, onChange }: BeginProps) {
  const { t } = useTranslation();
  const { trial } = offer;
  if (trial === null) return null;
  return (
    <Field label={t('catalog.begin')} hint={isOnlyTrial ? t('catalog.onlyTrials') : undefined}>
      <RadioGroup
        value={isTrial ? 'trial' : 'now'}
        onChange={(_event, data) => onChange(data.value === 'trial')}
      >
        {!isOnlyTrial && <Radio value="now" label={t('catalog.beginNow')} />}
        <Radio
          value="trial"
          label={t(trial.needsPaymentMethod ? 'catalog.beginTrialWithCard' : 'catalog.beginTrial', {
            count: trial.days,
          })}
        />
      </RadioGroup>
    </Field>
  );
}
