import type { TrueTable } from './table.ts';

/** A table's counts, row by row. A one-way table is a single row, and has no totals of columns. */
export interface Grid {
  oneWay: boolean;
  rows: number;
  columns: number;
  counts: number[];
  /** How many of each cell the reader can count for themselves where it is shown. */
  countable: number[];
}

interface Sums {
  rows: number[];
  columns: number[];
  all: number;
}

/** @throws RangeError for more than two dimensions, a count that is no whole number, a value nobody named, a cell given twice. */
export function gridOf(table: TrueTable): Grid {
  const [first, second, ...more] = table.dimensions;
  if (!first || more.length > 0) throw new RangeError('A table has one dimension or two.');
  const rowValues = second ? first.values : [''];
  const columnValues = (second ?? first).values;
  const size = rowValues.length * columnValues.length;
  const counts = Array.from({ length: size }, () => 0);
  const countable = counts.slice();
  const rowOf = new Map(rowValues.map((value, row) => [value, row]));
  const columnOf = new Map(columnValues.map((value, column) => [value, column]));
  const seen = new Set<number>();
  for (const { at, children, countable: known = 0 } of table.cells) {
    const row = second ? rowOf.get(at[0] ?? '') : 0;
    const column = columnOf.get(at[second ? 1 : 0] ?? '');
    if (row === undefined || column === undefined) throw new RangeError(`No place ${at.join(', ')}.`);
    if (!Number.isSafeInteger(children) || children < 0) throw new RangeError(`${children} is no count.`);
    const place = row * columnValues.length + column;
    if (seen.has(place)) throw new RangeError(`${at.join(', ')} is there twice.`);
    seen.add(place);
    counts[place] = children;
    countable[place] = known;
  }
  return { oneWay: !second, rows: rowValues.length, columns: columnValues.length, counts, countable };
}

export function sumsOf({ rows, columns, counts }: Pick<Grid, 'rows' | 'columns' | 'counts'>): Sums {
  const sums: Sums = {
    rows: Array.from({ length: rows }, () => 0),
    columns: Array.from({ length: columns }, () => 0),
    all: 0,
  };
  for (const [place, count] of counts.entries()) {
    const row = Math.floor(place / columns);
    const column = place % columns;
    sums.rows[row] = (sums.rows[row] ?? 0) + count;
    sums.columns[column] = (sums.columns[column] ?? 0) + count;
    sums.all += count;
  }
  return sums;
}

/** The places of each row, then of each column. */
export function linesOf({ rows, columns }: Pick<Grid, 'rows' | 'columns'>): {
  rows: number[][];
  columns: number[][];
} {
  return {
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => row * columns + column),
    ),
    columns: Array.from({ length: columns }, (_, column) =>
      Array.from({ length: rows }, (_, row) => row * columns + column),
    ),
  };
}
