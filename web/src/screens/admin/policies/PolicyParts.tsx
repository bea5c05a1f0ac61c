// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Field,
  Radio,
  RadioGroup,
  Subtitle2,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useFormats } from '@/ui/format';

import { policyValues } from './PolicyValue';

type Policy = Schemas['Policy'];
type Value = Schemas['PolicyValue'];

const useStyles = makeStyles({
  label: { display: 'flex', flexDirection: 'column' },
  second: { color: tokens.colorNeutralForeground2 },
  history: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  heading: { margin: 0 },
});

interface ChoiceProps {
  policy: Policy;
  value: Value;
  isReadOnly: boolean;
  error?: string;
  onChange: (value: Value) => void;
}

export function PolicyChoice({ policy, value, isReadOnly, error, onChange }: ChoiceProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const isDefault = policy.productId === 'default';
  const hint = () => {
    if (isDefault) return t('policies.defaultHint');
    return t(policy.inherited ? 'policies.inheritedHint' : 'policies.ownHint');
  };
  return (
    <Field label={t('policies.question')} hint={hint()} validationMessage={error}>
      <RadioGroup
        value={value}
        disabled={isReadOnly}
        onChange={(_event, data) => onChange(data.value as Value)}
      >
        {policyValues.map((one) => (
          <Radio
            key={one}
            value={one}
            label={
              <span className={styles.label}>
                <Text>{t(`policies.values.${one}`)}</Text>
                <Text size={200} className={styles.second}>
                  {t(`policies.meanings.${one}`)}
                </Text>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

export function PolicyHistory({ policy }: { policy: Policy }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Subtitle2 as="h3" className={styles.heading}>
        {t('policies.history')}
      </Subtitle2>
      {policy.history.length === 0 ? (
        <Text className={styles.second}>{t('policies.noHistory')}</Text>
      ) : (
        <ul className={styles.history}>
          {policy.history.map(({ at, actor, before, after }) => (
            <li key={`${at} ${before} ${after}`}>
              {t('policies.historyLine', {
                when: formats.instant(at),
                who: actor?.displayName ?? t('policies.system'),
                before: t(`policies.values.${before}`),
                after: t(`policies.values.${after}`),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
