import type { Rule } from './attack.ts';
import { pinnedAcross } from './across-periods.ts';
import { idsOf } from './family.ts';
import { gridOf, linesOf, sumsOf, type Grid } from './grid.ts';
import { planOf, tellsOfAll, type Mark, type Plan } from './plan.ts';
import { canHide } from './elsewhere.ts';
import { boundsOf, pinned } from './possible.ts';
import { roundTo } from './protect.ts';
import type { History, ShownCount, ShownTable, TrueTable } from './table.ts';

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

/** Hides a line, or in a one-way table a count with the next smallest: what was told of it when laid beside others. */
function holdBack(grid: Grid, table: TrueTable, rule: Rule, plan: Plan, at: (string | null)[]): void {
  const places = table.dimensions.map(({ values }, n) => values.indexOf(at[n] ?? ''));
  const lines = linesOf(grid);
  const hide = (line: readonly number[] | undefined) =>
    line?.forEach((place) => (plan.cells[place] = 'withheld'));
  if (!grid.oneWay) {
    hide(lines.rows[places[0]!]);
    hide(lines.columns[places[1]!]);
    return;
  }
  const inSight = grid.counts
    .map((count, place) => ({ shown: roundTo(rule.rounding, count), place }))
    .filter(({ shown, place }) => shown > 0 && plan.cells[place] === 'shown' && place !== places[0])
    .sort((a, b) => a.shown - b.shown);
  hide([places[0]!, ...inSight.slice(0, 1).map(({ place }) => place)]);
}

const ROUNDS = 3;

/** Hides more until nothing is told beside what was published before: lines, then all cells, then everything. */
function besideOthers(
  grid: Grid,
  table: TrueTable,
  rule: Rule,
  first: Plan | Reason,
  history: History,
): Plan | Reason {
  const tells = (plan: Plan | Reason) =>
    pinnedAcross({ ids: idsOf(table), dimensions: table.dimensions, rule, plan }, history);
  if (typeof first === 'string')
    return first === 'too-few' && tells(first).length > 0 ? 'would-identify' : first;
  const plan: Plan = { ...first, cells: [...first.cells] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const found = tells(plan);
    if (found.length === 0) return plan;
    const mine = found.filter((one) => one !== null);
    if (mine.length === 0) break;
    for (const { at } of mine) holdBack(grid, table, rule, plan, at);
  }
  if (!grid.oneWay) {
    plan.cells.fill('withheld');
    if (tells(plan).length === 0) return plan;
  }
  return 'would-identify';
}

function planFor(grid: Grid, rule: Rule): Plan | Reason {
  if (sumsOf(grid).all < rule.base) return 'too-few';
  if (tellsOfAll(grid)) return 'would-identify';
  return withoutPinned(grid, rule) ?? 'would-identify';
}

/**
 * A table as it may go out (security 2.13): small counts as `c`, a lone one with the next smallest, the rest rounded from
 * the true figure; and nothing by which a reader who knows these rules could narrow a small count, in it or in what
 * was published of the same quarters before, down to fewer than three values.
 * @param history what readers have already; left out where nothing was published and nothing will be but this.
 * @throws RangeError when the table or its history cannot be read; the message says why.
 */
export function protectTable(table: TrueTable, rule: Rule, history?: History): ShownTable {
  const grid = gridOf(table);
  const plan = planFor(grid, rule);
  return shownOf(table, grid, rule, history ? besideOthers(grid, table, rule, plan, history) : plan);
}
