// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { ProgressBar, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { useFormats } from '@/ui/format';

import type { Subscription } from './subscriptions';

const useStyles = makeStyles({
  licenses: {
    display: 'inline-flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    minWidth: '120px',
  },
  note: { color: tokens.colorNeutralForeground2 },
});

type Props = Pick<Subscription, 'assigned' | 'quantity'> & { note?: string };

/** How many licenses are given to people, in words and as a bar, and what is to be known of it. */
export function LicenseBar({ assigned, quantity, note }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <span className={styles.licenses}>
      <Text>
        {t('products.assignedOf', {
          assigned: formats.number(assigned),
          total: formats.number(quantity),
        })}
      </Text>
      <ProgressBar value={assigned} max={Math.max(quantity, 1)} aria-hidden />
      {note && (
        <Text size={200} className={styles.note}>
          {note}
        </Text>
      )}
    </span>
  );
}
