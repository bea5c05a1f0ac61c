// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Checkbox,
  Skeleton,
  SkeletonItem,
  Spinner,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Pages } from '@/api/usePages';
import { ErrorBar } from '@/ui/ErrorBar';
import { sorted, type Column, type Sorting } from '@/ui/sorted';

export type { Column };

const narrow = '@media (max-width: 640px)';
const useStyles = makeStyles({
  // Columns beyond the page's width are reached by scrolling the table alone.
  scroll: { overflowX: 'auto' },
  table: { minWidth: 'min-content', tableLayout: 'auto', [narrow]: { display: 'block' } },
  head: { [narrow]: { display: 'none' } },
  body: { [narrow]: { display: 'block' } },
  row: {
    [narrow]: {
      display: 'block',
      height: 'auto',
      padding: `${tokens.spacingVerticalS} 0`,
      borderBottom: `2px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  headerCell: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  cell: {
    height: 'auto',
    paddingTop: tokens.spacingVerticalSNudge,
    paddingBottom: tokens.spacingVerticalSNudge,
    overflowWrap: 'anywhere',
    // A name may be broken anywhere, what is one word or does something may not.
    '& .fui-Badge, & .fui-Button': { whiteSpace: 'nowrap' },
    [narrow]: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: tokens.spacingHorizontalM,
      border: 'none',
      textAlign: 'end',
      '::before': {
        content: 'attr(data-label)',
        color: tokens.colorNeutralForeground2,
        flexShrink: 0,
        textAlign: 'start',
      },
    },
  },
  numeric: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  numericHeader: { '& > *': { justifyContent: 'end' } },
  select: { width: '44px', [narrow]: { '::before': { content: 'none' } } },
  stale: { opacity: 0.6 },
  foot: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    paddingTop: tokens.spacingVerticalM,
  },
});

interface Selection<Row> {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  nameOf: (row: Row) => string;
}

interface Props<Row> {
  /** What the table lists, as its accessible name. */
  label: string;
  columns: Column<Row>[];
  pages: Pages<Row>;
  keyOf: (row: Row) => string;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  selection?: Selection<Row>;
}

/** A list: loading, failed, empty or its rows, which become cards where there is no room. */
export function DataTable<Row>({ label, columns, pages, keyOf, empty, selection }: Props<Row>) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const [sorting, setSorting] = useState<Sorting>();
  if (pages.error && pages.rows.length === 0)
    return <ErrorBar error={pages.error} onRetry={pages.retry} />;
  if (pages.isLoading) return <LoadingRows label={label} />;
  const rows = pages.hasMore ? pages.rows : sorted(pages.rows, columns, sorting, i18n.language);
  const announced = pages.hasMore
    ? t('table.countSoFar', { count: rows.length })
    : t('table.count', { count: rows.length });
  const sortByColumn = (column: Column<Row>) =>
    setSorting((before) => ({
      column: column.id,
      isDescending: before?.column === column.id && !before.isDescending,
    }));
  const toggle = (key: string) => {
    const next = new Set(selection?.selected);
    if (!next.delete(key)) next.add(key);
    selection?.onChange(next);
  };
  const areAllSelected =
    rows.length > 0 && rows.every((row) => selection?.selected.has(keyOf(row)));
  return (
    <div>
      <div role="status" className="visually-hidden">
        {announced}
      </div>
      {rows.length === 0 ? (
        empty
      ) : (
        <div className={styles.scroll}>
          <Table
            role="table"
            aria-label={label}
            className={mergeClasses(styles.table, pages.isStale && styles.stale)}
          >
            <TableHeader role="rowgroup" className={styles.head}>
              <TableRow role="row">
                {selection && (
                  <TableHeaderCell role="columnheader" className={styles.select}>
                    <Checkbox
                      aria-label={t('table.selectAll')}
                      checked={
                        areAllSelected ? true : selection.selected.size > 0 ? 'mixed' : false
                      }
                      onChange={() =>
                        selection.onChange(areAllSelected ? new Set() : new Set(rows.map(keyOf)))
                      }
                    />
                  </TableHeaderCell>
                )}
                {columns.map((column) => (
                  <TableHeaderCell
                    key={column.id}
                    role="columnheader"
                    scope="col"
                    className={mergeClasses(
                      styles.headerCell,
                      column.isNumeric && styles.numericHeader,
                    )}
                    sortable={!!column.sortBy && !pages.hasMore}
                    sortDirection={
                      sorting?.column === column.id
                        ? sorting.isDescending
                          ? 'descending'
                          : 'ascending'
                        : undefined
                    }
                    onClick={
                      column.sortBy && !pages.hasMore ? () => sortByColumn(column) : undefined
                    }
                  >
                    {column.header}
                  </TableHeaderCell>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody role="rowgroup" className={styles.body}>
              {rows.map((row) => (
                <TableRow key={keyOf(row)} role="row" className={styles.row}>
                  {selection && (
                    <TableCell role="cell" className={mergeClasses(styles.cell, styles.select)}>
                      <Checkbox
                        aria-label={t('table.select', { name: selection.nameOf(row) })}
                        checked={selection.selected.has(keyOf(row))}
                        onChange={() => toggle(keyOf(row))}
                      />
                    </TableCell>
                  )}
                  {columns.map((column) => (
                    <TableCell
                      key={column.id}
                      role={column.isRowHeader ? 'rowheader' : 'cell'}
                      data-label={column.header}
                      className={mergeClasses(styles.cell, column.isNumeric && styles.numeric)}
                    >
                      {column.cell(row)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {pages.error && <ErrorBar error={pages.error} onRetry={pages.loadMore} />}
      {pages.hasMore && (
        <div className={styles.foot}>
          <Button disabledFocusable={pages.isLoadingMore} onClick={pages.loadMore}>
            {t('table.more')}
          </Button>
          {pages.isLoadingMore && <Spinner size="tiny" label={t('state.loading')} />}
        </div>
      )}
    </div>
  );
}

function LoadingRows({ label }: { label: string }) {
  const { t } = useTranslation();
  return (
    <Skeleton aria-label={t('state.loadingThing', { thing: label })}>
      {[0, 1, 2, 3, 4].map((row) => (
        <SkeletonItem key={row} size={24} style={{ marginBottom: 12 }} />
      ))}
    </Skeleton>
  );
}
