// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Subtitle1, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ heading: { margin: 0, overflowWrap: 'anywhere' } });

/** The heading of a part of a page. */
export function SectionHeading({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <Subtitle1 as="h2" className={styles.heading}>
      {children}
    </Subtitle1>
  );
}
