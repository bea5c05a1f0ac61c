// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

import { keyDeeds } from '@/app/keys';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  what: { margin: 0 },
  key: {
    fontFamily: tokens.fontFamilyMonospace,
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** All keys and what each does. */
export function KeyList() {
  const styles = useStyles();
  const { t } = useTranslation();
  const rows = [
    ...keyDeeds.map(({ deed, keys }) => ({ keys, text: t(`keys.${deed}`) })),
    { keys: ['Esc'], text: t('keys.escape') },
  ];
  return (
    <dl className={styles.list}>
      {rows.map(({ keys, text }) => (
        <Fragment key={keys.join()}>
          <dt>
            {keys.map((key, at) => (
              <Fragment key={key}>
                {at > 0 && ' '}
                <kbd className={styles.key}>{key}</kbd>
              </Fragment>
            ))}
          </dt>
          <dd className={styles.what}>{text}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
