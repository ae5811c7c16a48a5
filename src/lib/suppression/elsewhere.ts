import type { Rule } from './attack.ts';
import { sumsOf, type Grid } from './grid.ts';
import { Network, type Bounds, type Place } from './network.ts';
import { isSmall, planOf, tellsOfAll, type Plan } from './plan.ts';
import { boundsOf, flowOf, MIN_POSSIBLE, pinned } from './possible.ts';
import { roundTo } from './protect.ts';

const TURNS = 12;

/** What readers of a plan see, to compare it with another's. */
export function seenOf(grid: Grid, rule: Rule, plan: Plan): string {
  const sums = sumsOf(grid);
  const see = (counts: readonly number[], marks: Plan['cells']) =>
    counts
      .map((count, place) => (marks[place] === 'shown' ? roundTo(rule.rounding, count) : marks[place]))
      .join(' ');
  const totals = grid.oneWay ? '' : `${see(sums.rows, plan.rows)}|${see(sums.columns, plan.columns)}`;
  return `${see(grid.counts, plan.cells)}|${totals}|${roundTo(rule.rounding, sums.all)}`;
}

/** As `boundsOf`, but what is hidden to protect another may be any count. */
function loosened(grid: Grid, bounds: Bounds, plan: Plan, rule: Rule): Bounds {
  const sums = sumsOf(grid);
  const loose = (counts: readonly number[], kind: 'cells' | 'rows' | 'columns') =>
    bounds[kind].map((range, place) => {
      const count = counts[place] ?? 0;
      const partner = plan[kind][place] === 'c';
      if (partner) return { low: 1, high: 1_000_000 };
      if (plan[kind][place] === 'withheld') return { low: 0, high: 1_000_000 };
      return isSmall(count, rule) ? range : range;
    });
  return {
    cells: loose(grid.counts, 'cells'),
    rows: loose(sums.rows, 'rows'),
    columns: loose(sums.columns, 'columns'),
    all: bounds.all,
  };
}

/** Whether a table that holds nobody pinned comes out just as this one does. */
function comesOutAlike(grid: Grid, rule: Rule, seen: string): boolean {
  if (sumsOf(grid).all < rule.base || tellsOfAll(grid)) return false;
  const plan = planOf(grid, rule);
  return seenOf(grid, rule, plan) === seen && pinned(grid, rule, boundsOf(grid, rule, plan)).length === 0;
}

const countAt = (grid: Grid, { kind, index }: Place): number =>
  (kind === 'cells' ? grid.counts[index] : sumsOf(grid)[kind][index]) ?? 0;

export function canHide(grid: Grid, rule: Rule, plan: Plan, places: readonly Place[]): boolean {
  const seen = seenOf(grid, rule, plan);
  const own = boundsOf(grid, rule, plan);
  const bounds = loosened(grid, own, plan, rule);
  return places.every((place) => {
    const values = new Set<number>([countAt(grid, place)]);
    for (const by of [1, -1] as const) {
      const network = new Network(grid.rows, grid.columns, own, flowOf(grid));
      while (values.size < MIN_POSSIBLE && network.step(place, by))
        values.add(countAt({ ...grid, counts: network.cells() }, place));
    }
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const by of [1, -1] as const) {
        const network = new Network(grid.rows, grid.columns, bounds, flowOf(grid), turn);
        for (let steps = 0; steps < rule.smallest && network.step(place, by); steps += 1) {
          const other = { ...grid, counts: network.cells() };
          const count = countAt(other, place);
          if (values.has(count) || (!isSmall(count, rule) && plan[place.kind][place.index] === 'c')) continue;
          if (comesOutAlike(other, rule, seen)) values.add(count);
          if (values.size >= MIN_POSSIBLE) return true;
        }
      }
    }
    return false;
  });
}
