// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useFormats } from '@/ui/format';

import type { Subscription } from './subscriptions';

type When = Schemas['When'];

interface Props {
  subscription: Subscription;
  isFewer: boolean;
  reduction: Schemas['SeatReduction'] | undefined;
  chosen: When | undefined;
  /** When the quoted change takes effect. */
  effectiveAt: string | undefined;
  onChoose: (when: When) => void;
}

/** At once or at the renewal, as far as the offer leaves the choice. */
export function WhenChoice(props: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { renewsAt } = props.subscription;
  const quoted = props.effectiveAt && (props.effectiveAt === renewsAt ? 'renewal' : 'now');
  // Asked for no time, the server takes the first that the offer allows.
  const isOnlyAtRenewal =
    props.isFewer &&
    (props.reduction === 'atRenewal' ||
      (props.reduction === 'returnWindow' && props.chosen === undefined && quoted === 'renewal'));
  return (
    <Field
      label={t('quantity.when')}
      hint={isOnlyAtRenewal ? t('reasons.onlyAtRenewal') : undefined}
    >
      <RadioGroup
        value={props.chosen ?? quoted ?? (isOnlyAtRenewal ? 'renewal' : 'now')}
        onChange={(_event, data) => props.onChoose(data.value as When)}
      >
        <Radio value="now" label={t('quantity.now')} disabled={isOnlyAtRenewal} />
        <Radio
          value="renewal"
          label={t('quantity.atRenewal', { day: formats.billingDay(renewsAt!) })}
        />
      </RadioGroup>
    </Field>
  );
}
