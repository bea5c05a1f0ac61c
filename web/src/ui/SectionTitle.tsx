// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Subtitle1, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ title: { margin: 0, overflowWrap: 'anywhere' } });

/** The heading of a part of a page. */
export function SectionTitle({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <Subtitle1 as="h2" className={styles.title}>
      {children}
    </Subtitle1>
  );
}
