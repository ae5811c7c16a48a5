import type { Rule } from './attack.ts';
import { sumsOf, type Grid } from './grid.ts';
import { Network, type Bounds, type Flow, type Place, type Range } from './network.ts';
import { isSmall, tooSmallToSplit, type Mark, type Plan } from './plan.ts';
import { roundTo } from './protect.ts';

/** A count that could be narrowed down to fewer values than this is as good as told. */
export const MIN_POSSIBLE = 3;

const ANY: Range = { low: 0, high: 1_000_000_000 };

/** Every count that is shown as this one is, or hidden as it is: zero, small, or rounded to the same. */
export function alike(count: number, rule: Rule, atLeast = 0): Range {
  if (count === 0) return { low: 0, high: 0 };
  if (isSmall(count, rule)) return { low: 1, high: rule.smallest - 1 };
  const slack = Math.floor(rule.rounding / 2);
  const shown = roundTo(rule.rounding, count);
  return {
    low: Math.max(rule.smallest, shown - slack, atLeast),
    high: shown + Math.ceil(rule.rounding / 2) - 1,
  };
}

/** What a reader of the plan can tell of each count: no table outside these bounds could have been meant. */
export function boundsOf(grid: Grid, rule: Rule, plan: Plan): Bounds {
  const sums = sumsOf(grid);
  const tooSmall = tooSmallToSplit(grid, rule);
  const range = (count: number, mark: Mark | undefined, atLeast = 0) =>
    alike(count, rule, mark === 'shown' ? atLeast : 0);
  const all = alike(sums.all, rule);
  return {
    cells: grid.counts.map((count, place) => {
      const small = tooSmall.rows[Math.floor(place / grid.columns)] || tooSmall.columns[place % grid.columns];
      if (small) return { low: 0, high: rule.smallest - 1 };
      return range(count, plan.cells[place], grid.countable[place]);
    }),
    rows: sums.rows.map((count, row) => (grid.oneWay ? ANY : range(count, plan.rows[row]))),
    columns: sums.columns.map((count, column) => (grid.oneWay ? ANY : range(count, plan.columns[column]))),
    all: { low: Math.max(rule.base, all.low), high: all.high },
  };
}

/** Where a table within bounds may hold small counts: cells and totals. */
function mayBeSmall(grid: Grid, rule: Rule, bounds: Bounds): Place[] {
  const among = (kind: Place['kind']): Place[] =>
    bounds[kind].flatMap(({ low, high }, index) =>
      low < rule.smallest && high > 0 ? [{ kind, index }] : [],
    );
  return grid.oneWay ? among('cells') : [...among('cells'), ...among('rows'), ...among('columns')];
}

export const flowOf = (grid: Grid): Flow => {
  const { rows, columns, all } = sumsOf(grid);
  return { cells: grid.counts, rows, columns, all };
};

/**
 * The counts that may be small within the bounds, and have fewer than three values there. Whether they are small in this
 * very table is not asked: so every table within the bounds gets the same answer, and the answer tells none from another.
 */
export function pinned(grid: Grid, rule: Rule, bounds: Bounds): Place[] {
  const network = new Network(grid.rows, grid.columns, bounds, flowOf(grid));
  return mayBeSmall(grid, rule, bounds).filter((place) => {
    const values = network.values(place, MIN_POSSIBLE);
    return values.length < MIN_POSSIBLE && values.some((value) => isSmall(value, rule));
  });
}
