// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, max-content) 1fr',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    '@media screen and (max-width: 480px)': { gridTemplateColumns: '1fr', rowGap: 0 },
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    '@media screen and (max-width: 480px)': { marginBottom: tokens.spacingVerticalS },
  },
});

export interface Fact {
  name: string;
  /** Null: the fact is left out. */
  value: ReactNode;
}

/** What is known about one thing, each with its name. */
export function Facts({ facts }: { facts: Fact[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== null)
        .map(({ name, value }) => (
          <Fragment key={name}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
