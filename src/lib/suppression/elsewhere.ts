import type { Rule } from './attack.ts';
import { sumsOf, type Grid } from './grid.ts';
import { Network, type Bounds, type Place } from './network.ts';
import { isSmall, planOf, tellsOfAll, type Plan } from './plan.ts';
import { boundsOf, flowOf, MIN_POSSIBLE, pinned } from './possible.ts';
import { roundTo } from './protect.ts';

/** How often to look another way; a large table is slow to look through, and seldom needs it. */
const turnsFor = (grid: Grid): number => (grid.counts.length > 100 ? 2 : 12);

/** What readers of a plan see, to compare it with another's. */
function seenOf(grid: Grid, rule: Rule, plan: Plan): string {
  const sums = sumsOf(grid);
  const see = (counts: readonly number[], marks: Plan['cells']) =>
    counts
      .map((count, place) => (marks[place] === 'shown' ? roundTo(rule.rounding, count) : marks[place]))
      .join(' ');
  const totals = grid.oneWay ? '' : `${see(sums.rows, plan.rows)}|${see(sums.columns, plan.columns)}`;
  return `${see(grid.counts, plan.cells)}|${totals}|${roundTo(rule.rounding, sums.all)}`;
}

/** As `boundsOf`, but what is hidden may be any count: whether it comes out alike is seen afterwards. */
function loosened(bounds: Bounds, plan: Plan): Bounds {
  const loose = (kind: 'cells' | 'rows' | 'columns') =>
    bounds[kind].map((range, place) => {
      const mark = plan[kind][place];
      return mark === 'shown' ? range : { low: mark === 'c' ? 1 : 0, high: 1_000_000 };
    });
  return { cells: loose('cells'), rows: loose('rows'), columns: loose('columns'), all: bounds.all };
}

/** Whether a table that holds nobody pinned comes out just as this one does. */
function comesOutAlike(grid: Grid, rule: Rule, seen: string): boolean {
  if (sumsOf(grid).all < rule.base || tellsOfAll(grid)) return false;
  const plan = planOf(grid, rule);
  return seenOf(grid, rule, plan) === seen && pinned(grid, rule, boundsOf(grid, rule, plan)).length === 0;
}

const countAt = (grid: Grid, { kind, index }: Place): number =>
  (kind === 'cells' ? grid.counts[index] : sumsOf(grid)[kind][index]) ?? 0;

/** One table for all that look just like this one in every cell, hidden ones too: what is found from it goes for each. */
function firstAlike(grid: Grid, bounds: Bounds): Grid {
  const network = new Network(grid.rows, grid.columns, bounds, flowOf(grid));
  network.toFirst();
  return { ...grid, counts: network.cells() };
}

/**
 * Whether small counts that could be pinned by a table that looks just like this one in every cell, hidden ones too, cannot
 * be where hidden ones may differ: other tables come out alike in which they have other values. All tables that look just
 * like this one get the same answer, and each other one that counts is published for itself, with all that look like it.
 */
export function canHide(truth: Grid, rule: Rule, plan: Plan, places: readonly Place[]): boolean {
  const seen = seenOf(truth, rule, plan);
  const own = boundsOf(truth, rule, plan);
  const bounds = loosened(own, plan);
  const grid = firstAlike(truth, own);
  return places.every((place) => {
    const values = new Set(
      new Network(grid.rows, grid.columns, own, flowOf(grid)).values(place, MIN_POSSIBLE),
    );
    for (let turn = 0; turn < turnsFor(grid); turn += 1) {
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
