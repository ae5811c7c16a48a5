import type { Rule } from './attack.ts';
import { linesOf, sumsOf, type Grid } from './grid.ts';
import { roundTo } from './protect.ts';

/** What a reader sees at one place: the rounded count, `c`, or nothing. */
export type Mark = 'shown' | 'c' | 'withheld';

/** What of a table is shown, before an attacker looks at it. */
export interface Plan {
  cells: Mark[];
  rows: Mark[];
  columns: Mark[];
}

export const isSmall = (count: number, rule: Rule): boolean => count > 0 && count < rule.smallest;

const marksOf = (counts: readonly number[], rule: Rule): Mark[] =>
  counts.map((count) => (isSmall(count, rule) ? 'c' : 'shown'));

/**
 * A line with a lone `c` hides the next smallest as well: by what it would be shown as, and of equals the first.
 * By the rounded figure, so that the choice tells nothing that the figures do not.
 * Where none is left, the line is held back.
 * @returns whether it hid anything.
 */
function hidePartner(line: readonly number[], counts: readonly number[], marks: Mark[], rule: Rule): boolean {
  const hidden = line.filter((place) => marks[place] !== 'shown');
  if (hidden.length !== 1 || marks[hidden[0]!] !== 'c') return false;
  let partner: number | null = null;
  for (const place of line) {
    const count = counts[place] ?? 0;
    if (marks[place] !== 'shown' || count === 0) continue;
    if (partner === null || roundTo(rule.rounding, count) < roundTo(rule.rounding, counts[partner] ?? 0))
      partner = place;
  }
  if (partner === null) for (const place of line) marks[place] = 'withheld';
  else marks[partner] = 'c';
  return true;
}

/**
 * Whether everybody falls into one value of a dimension: then the table would tell that value of each of them.
 * A dimension with a single value tells nothing, unless it is the only one.
 */
export function tellsOfAll(grid: Grid): boolean {
  const sums = sumsOf(grid);
  const inOne = (counts: readonly number[]) => counts.filter((count) => count > 0).length < 2;
  if (grid.oneWay) return inOne(grid.counts);
  const tellsRow = grid.rows > 1 && inOne(sums.rows);
  const tellsColumn = grid.columns > 1 && inOne(sums.columns);
  return tellsRow || tellsColumn || grid.counts.length < 2;
}

/** Whether a line of fewer than the base falls into one cell: shown, it would tell that of each of the few. */
function tellsOfLine(line: readonly number[], counts: readonly number[], rule: Rule): boolean {
  const filled = line.map((place) => counts[place] ?? 0).filter((count) => count > 0);
  return line.length > 1 && filled.length === 1 && roundTo(rule.rounding, filled[0]!) < rule.base;
}

/** Lines too small to be split: under the smallest count in all. Their cells are held back, zeros as well. */
export function tooSmallToSplit(grid: Grid, rule: Rule): { rows: boolean[]; columns: boolean[] } {
  const sums = sumsOf(grid);
  const ofMany = (length: number, counts: readonly number[]) =>
    counts.map((count) => !grid.oneWay && length > 1 && isSmall(count, rule));
  return { rows: ofMany(grid.columns, sums.rows), columns: ofMany(grid.rows, sums.columns) };
}

/**
 * What is hidden before the attacker looks. It depends on nothing but what each count would be shown as, zero, small or
 * rounded, and for lines too small to be split on their total alone: whoever knows the rules learns no more from what is
 * hidden than from the figures.
 */
export function planOf(grid: Grid, rule: Rule): Plan {
  const sums = sumsOf(grid);
  const lines = linesOf(grid);
  const cells = marksOf(grid.counts, rule);
  const rows = marksOf(sums.rows, rule);
  const columns = grid.oneWay ? sums.columns.map(() => 'shown' as const) : marksOf(sums.columns, rule);
  if (!grid.oneWay) {
    const tooSmall = tooSmallToSplit(grid, rule);
    const small = new Set(
      [
        ...lines.rows.filter((_, row) => tooSmall.rows[row]).flat(),
        ...lines.columns.filter((_, column) => tooSmall.columns[column]).flat(),
      ].filter((place) => sums.rows[Math.floor(place / grid.columns)] && sums.columns[place % grid.columns]),
    );
    const tells = [...lines.rows, ...lines.columns].filter(
      (line) => !line.some((place) => small.has(place)) && tellsOfLine(line, grid.counts, rule),
    );
    for (const place of [...small, ...tells.flat()]) cells[place] = 'withheld';
  }
  const inLines = grid.oneWay ? lines.rows : [...lines.rows, ...lines.columns];
  let again = true;
  while (again) {
    again = false;
    for (const line of inLines)
      if (line.length > 1 && hidePartner(line, grid.counts, cells, rule)) again = true;
  }
  if (!grid.oneWay) {
    hidePartner([...rows.keys()], sums.rows, rows, rule);
    hidePartner([...columns.keys()], sums.columns, columns, rule);
  }
  return { cells, rows, columns };
}
