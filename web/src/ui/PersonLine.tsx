// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

import { PersonAvatar } from '@/ui/PersonAvatar';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexGrow: 1,
    minWidth: 0,
  },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  second: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  name: string;
  email?: string;
  /** Shown for the name, as a link. */
  title?: ReactNode;
  /** Below or beside: what is to be known of the person here. */
  children?: ReactNode;
}

/** A person in a list: initials, name and address. */
export function PersonLine({ name, email, title, children }: Props) {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      <PersonAvatar name={name} size={32} />
      <span className={styles.texts}>
        <Text>{title ?? name}</Text>
        {email && (
          <Text size={200} className={styles.second}>
            {email}
          </Text>
        )}
        {children}
      </span>
    </span>
  );
}
