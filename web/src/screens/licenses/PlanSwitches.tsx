// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Switch, Text, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

const useStyles = makeStyles({ group: { display: 'flex', flexDirection: 'column' } });

interface Props {
  plans: Schemas['ServicePlan'][];
  switchedOff: ReadonlySet<string>;
  onChange: (switchedOff: ReadonlySet<string>) => void;
}

/** What comes with the license, to be switched off for those who shall not have it. */
export function PlanSwitches({ plans, switchedOff, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId();
  if (plans.length === 0) return null;
  const toggle = (code: string, isOn: boolean) => {
    const next = new Set(switchedOff);
    if (isOn) next.delete(code);
    else next.add(code);
    onChange(next);
  };
  return (
    <div role="group" aria-labelledby={titleId} className={styles.group}>
      <Text id={titleId} weight="semibold">
        {t('assign.plans')}
      </Text>
      {plans.map(({ code, name }) => (
        <Switch
          key={code}
          label={name}
          checked={!switchedOff.has(code)}
          onChange={(_event, data) => toggle(code, data.checked)}
        />
      ))}
    </div>
  );
}
