// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

type Value = Schemas['PolicyValue'];

export const policyValues = [
  'enabled',
  'onlyTrialsWithoutPaymentMethod',
  'askFirst',
  'disabled',
] as const satisfies readonly Value[];

const colors = {
  enabled: 'success',
  onlyTrialsWithoutPaymentMethod: 'informative',
  askFirst: 'warning',
  disabled: 'danger',
} as const;

/** Who may buy, in a word and a color. */
export function PolicyValue({ value }: { value: Value }) {
  const { t } = useTranslation();
  return (
    <Badge appearance="tint" color={colors[value]}>
      {t(`policies.values.${value}`)}
    </Badge>
  );
}
