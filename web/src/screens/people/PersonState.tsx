// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

/** Whether a person can sign in, in a word and a color. */
export function PersonState({ state }: { state: Schemas['UserState'] }) {
  const { t } = useTranslation();
  return (
    <Badge appearance="tint" color={state === 'active' ? 'success' : 'danger'}>
      {t(`people.stateOf.${state}`)}
    </Badge>
  );
}
