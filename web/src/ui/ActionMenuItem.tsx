// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { MenuItem, makeStyles, type MenuItemProps } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

const useStyles = makeStyles({ reason: { maxWidth: '280px', whiteSpace: 'normal' } });

type Props = Omit<MenuItemProps, 'disabled' | 'subText'> & { allowed: Schemas['AllowedAction'] };

/** Like ActionButton, in a menu: what the API forbids says why below its name. */
export function ActionMenuItem({ allowed, ...item }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (allowed.allowed) return <MenuItem {...item} />;
  return (
    <MenuItem
      {...item}
      disabled
      subText={{ children: t(`reasons.${allowed.reason}`), className: styles.reason }}
    />
  );
}
