// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column is sorted by; only once all rows are there. */
  sortBy?: (row: Row) => string | number;
  isNumeric?: boolean;
  /** Names the row, for screen readers. */
  isRowHeader?: boolean;
}

export interface Sorting {
  column: string;
  isDescending: boolean;
}

/** The rows in the order of a column; text as the language orders it. */
export function sorted<Row>(
  rows: Row[],
  columns: Column<Row>[],
  sorting: Sorting | undefined,
  language: string,
) {
  const by = columns.find((column) => column.id === sorting?.column)?.sortBy;
  if (!by) return rows;
  const collator = new Intl.Collator(language, { numeric: true });
  const compare = (left: Row, right: Row) => {
    const [a, b] = [by(left), by(right)];
    return typeof a === 'number' && typeof b === 'number'
      ? a - b
      : collator.compare(String(a), String(b));
  };
  const ascending = rows.toSorted(compare);
  return sorting?.isDescending ? ascending.toReversed() : ascending;
}
