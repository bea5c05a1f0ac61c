// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { useFormats } from '@/ui/format';

/** How many licenses are free; that there is none is said in a word. */
export function Available({ count }: { count: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (count > 0) return formats.number(count);
  return (
    <Badge appearance="tint" color="warning">
      {t('licenses.full')}
    </Badge>
  );
}
