import type { Rule } from './attack.ts';
import { gridOf, sumsOf, type Grid } from './grid.ts';
import { planOf, tellsOfAll, type Mark, type Plan } from './plan.ts';
import { canHide } from './elsewhere.ts';
import { boundsOf, pinned } from './possible.ts';
import { roundTo } from './protect.ts';
import type { ShownCount, ShownTable, TrueTable } from './table.ts';

type Reason = NonNullable<ShownTable['withheld']>;

function shownOf(table: TrueTable, grid: Grid, rule: Rule, plan: Plan | Reason): ShownTable {
  const sums = sumsOf(grid);
  const as = (count: number, mark: Mark | undefined): ShownCount => {
    if (typeof plan === 'string') return 'withheld';
    return mark === 'shown' || mark === undefined ? roundTo(rule.rounding, count) : mark;
  };
  const marks: Partial<Plan> = typeof plan === 'string' ? {} : plan;
  const [first, second] = table.dimensions;
  const rowValues = second ? (first?.values ?? []) : [null];
  const columnValues = (second ?? first)?.values ?? [];
  const at = (row: string | null, column: string | null) => (second ? [row, column] : [column]);
  const cells = rowValues.flatMap((row, i) =>
    columnValues.map((column, j) => {
      const place = i * columnValues.length + j;
      return { at: at(row, column) as string[], shown: as(grid.counts[place] ?? 0, marks.cells?.[place]) };
    }),
  );
  const rows = rowValues.map((row, i) => ({
    at: at(row, null),
    shown: as(sums.rows[i] ?? 0, marks.rows?.[i]),
  }));
  const columns = columnValues.map((column, j) => ({
    at: at(null, column),
    shown: as(sums.columns[j] ?? 0, marks.columns?.[j]),
  }));
  const all = { at: at(null, null), shown: as(sums.all, 'shown') };
  return {
    dimensions: table.dimensions,
    withheld: typeof plan === 'string' ? plan : null,
    cells,
    totals: second ? [...rows, ...columns, all] : [all],
  };
}

/** Holds lines back in which somebody could be pinned, as often as it takes; null where totals themselves tell. */
function withoutPinned(grid: Grid, rule: Rule): Plan | null {
  const plan = planOf(grid, rule);
  const found = pinned(grid, rule, boundsOf(grid, rule, plan));
  if (found.length === 0 || canHide(grid, rule, plan, found)) return plan;
  return null;
}

/**
 * A table as it may go out (security 2.13).
 */
export function protectTable(table: TrueTable, rule: Rule): ShownTable {
  const grid = gridOf(table);
  if (sumsOf(grid).all < rule.base) return shownOf(table, grid, rule, 'too-few');
  if (tellsOfAll(grid)) return shownOf(table, grid, rule, 'would-identify');
  return shownOf(table, grid, rule, withoutPinned(grid, rule) ?? 'would-identify');
}
