// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Card,
  Subtitle1,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  makeStyles,
  tokens,
  useId,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { downloadCsv } from '@/ui/csv';

const useStyles = makeStyles({
  card: { gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL, minWidth: 0 },
  title: { margin: 0 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  bars: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    overflowWrap: 'anywhere',
  },
  value: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  track: {
    height: '12px',
    marginTop: tokens.spacingVerticalXXS,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
  },
  // Colors that the reader forces leave out backgrounds; the length of a bar must stay.
  bar: {
    height: '100%',
    backgroundColor: tokens.colorBrandBackground,
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      forcedColorAdjust: 'none',
    },
  },
  empty: { color: tokens.colorNeutralForeground2 },
});

export interface Bar {
  id: string;
  name: string;
  /** Its length, as a share of the whole from 0 to 1. */
  share: number;
  /** The value in words. */
  text: string;
}

export interface ChartTable {
  header: string[];
  rows: string[][];
}

interface Props {
  title: string;
  bars: Bar[];
  /** The same numbers as shown in a table. */
  table: ChartTable;
  /** The same numbers as a program reads them. */
  csv: ChartTable;
  fileName: string;
  /** Said when there are no bars. */
  empty: ReactNode;
  children?: ReactNode;
}

/** Bars with their values in words, as a table, and as a file. */
export function BarChart({ title, bars, table, csv, fileName, empty, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId('chart');
  const [isTable, setIsTable] = useState(false);
  const save = () => downloadCsv(fileName, [csv.header, ...csv.rows]);
  return (
    <Card className={styles.card} role="region" aria-labelledby={titleId}>
      <Subtitle1 as="h2" id={titleId} className={styles.title}>
        {title}
      </Subtitle1>
      {children}
      {bars.length === 0 && <Text className={styles.empty}>{empty}</Text>}
      {bars.length > 0 && (isTable ? <Rows title={title} {...table} /> : <Bars bars={bars} />)}
      {bars.length > 0 && (
        <div className={styles.tools}>
          <Switch
            label={t('chart.asTable')}
            aria-label={t('chart.asTableOf', { title })}
            checked={isTable}
            onChange={(_event, data) => setIsTable(data.checked)}
          />
          <Button
            appearance="subtle"
            icon={<ArrowDownloadRegular />}
            aria-label={t('chart.csvOf', { title })}
            onClick={save}
          >
            {t('chart.csv')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Bars({ bars }: { bars: Bar[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.bars}>
      {bars.map(({ id, name, share, text }) => (
        <li key={id}>
          <div className={styles.line}>
            <span>{name}</span>
            <span className={styles.value}>{text}</span>
          </div>
          <div className={styles.track} aria-hidden>
            <div
              className={styles.bar}
              style={{ width: `${Math.min(Math.max(share, 0), 1) * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Rows({ title, header, rows }: ChartTable & { title: string }) {
  return (
    <Table aria-label={title} size="small">
      <TableHeader>
        <TableRow>
          {header.map((name) => (
            <TableHeaderCell key={name}>{name}</TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.join(' ')}>
            {row.map((cell, column) => (
              <TableCell key={header[column]}>{cell}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
