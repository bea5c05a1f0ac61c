// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';

const useStyles = makeStyles({
  tabs: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  tab: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: '3px solid transparent',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
});

interface Props {
  label: string;
  tabs: { to: string; name: string }[];
}

/** Pages that belong together, as tabs of which each has its own address. */
export function LinkTabs({ label, tabs }: Props) {
  const styles = useStyles();
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className={styles.tab}
          activeProps={{ className: mergeClasses(styles.tab, styles.current) }}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
