// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, max-content) 1fr',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    '@media (max-width: 480px)': { gridTemplateColumns: '1fr', rowGap: 0 },
  },
  name: { color: tokens.colorNeutralForeground2, maxWidth: '220px' },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    '@media (max-width: 480px)': { paddingBottom: tokens.spacingVerticalS },
  },
});

export interface Fact {
  name: string;
  value: ReactNode;
}

/** Names with their values, one below the other; what has no value is left out. */
export function Facts({ facts }: { facts: (Fact | false | undefined | null)[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      {facts
        .filter((fact) => !!fact)
        .map(({ name, value }) => [
          <dt key={`${name} name`} className={styles.name}>
            {name}
          </dt>,
          <dd key={name} className={styles.value}>
            {value}
          </dd>,
        ])}
    </dl>
  );
}
