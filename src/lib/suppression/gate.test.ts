import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule } from './attack.ts';
import { gridOf } from './grid.ts';
import { Network } from './network.ts';
import { planOf } from './plan.ts';
import { boundsOf, flowOf } from './possible.ts';
import { AT_THE_DESK, IN_PUBLIC } from './protect.ts';
import { protectTable } from './protect-table.ts';
import type { ShownTable, TrueTable } from './table.ts';

/*
 * Somebody with our program: makes every table that fits the figures, runs each through the program, and keeps those that
 * come out the same. Shares nothing with the gate but the program's answers.
 */

interface Shape {
  rows: number;
  columns: number;
  rule: Rule;
}

function tableOf({ rows, columns }: Shape, counts: readonly number[]): TrueTable {
  const across = { id: 'age', values: Array.from({ length: columns }, (_, column) => `c${column}`) };
  const down = { id: 'theme', values: Array.from({ length: rows }, (_, row) => `r${row}`) };
  const cells = counts.map((children, place) => {
    const column = `c${place % columns}`;
    return { at: rows === 1 ? [column] : [`r${Math.floor(place / columns)}`, column], children };
  });
  return { dimensions: rows === 1 ? [across] : [down, across], cells };
}

const answerOf = (shape: Shape, counts: readonly number[]) =>
  protectTable(tableOf(shape, counts), shape.rule);
const keyOf = ({ withheld, cells, totals }: ShownTable) =>
  `${withheld} ${[...cells, ...totals].map(({ shown }) => shown).join(' ')}`;

/** What comes out of each table, kept: many groups ask of the same. */
const keys = new Map<string, string>();
function keyFor(shape: Shape, counts: readonly number[]): string {
  const name = `${shape.rows} ${shape.rule.smallest} ${counts.join()}`;
  const key = keys.get(name) ?? keyOf(answerOf(shape, counts));
  keys.set(name, key);
  return key;
}

interface Fits {
  low: number;
  high: number;
}

const fits = (shown: ShownTable['cells'][number]['shown'] | undefined, rule: Rule, most: number): Fits => {
  if (shown === 0) return { low: 0, high: 0 };
  if (typeof shown === 'number') return { low: Math.max(rule.smallest, shown - 2), high: shown + 2 };
  return { low: shown === 'c' ? 1 : 0, high: most };
};

/** Every table whose counts and totals could be rounded or hidden to this. */
function everyFit(shape: Shape, { cells, totals }: ShownTable): number[][] {
  const { rows, columns, rule } = shape;
  const shownAll = totals.at(-1)!.shown as number;
  const all = { low: Math.max(rule.base, shownAll - 2), high: shownAll + 2 };
  const any = { low: 0, high: all.high };
  const of = (shown: ShownTable['cells'][number]['shown'] | undefined) => fits(shown, rule, all.high);
  const cell = cells.map(({ shown }) => of(shown));
  const row = Array.from({ length: rows }, (_, at) => (rows > 1 ? of(totals[at]?.shown) : any));
  const column = Array.from({ length: columns }, (_, at) => (rows > 1 ? of(totals[rows + at]?.shown) : any));
  const found: number[][] = [];
  const counts: number[] = [];
  const down = column.map(() => 0);
  const next = (inRow: number, sum: number): void => {
    const place = counts.length;
    if (place === cell.length) {
      if (sum >= all.low && down.every((one, at) => one >= column[at]!.low)) found.push([...counts]);
      return;
    }
    const at = place % columns;
    const mine = row[Math.floor(place / columns)]!;
    const most = Math.min(cell[place]!.high, column[at]!.high - down[at]!, mine.high - inRow, all.high - sum);
    for (let count = cell[place]!.low; count <= most; count += 1) {
      if (at === columns - 1 && inRow + count < mine.low) continue;
      counts.push(count);
      down[at] = down[at]! + count;
      next(at === columns - 1 ? 0 : inRow + count, sum + count);
      down[at] = down[at]! - count;
      counts.pop();
    }
  };
  next(0, 0);
  return found;
}

/** Its cells, and the totals of its lines. */
function placesOf({ rows, columns }: Shape, counts: readonly number[]): number[] {
  if (rows === 1) return [...counts];
  const row = Array.from({ length: rows }, (_, at) => counts.slice(at * columns, (at + 1) * columns));
  const sum = (line: readonly number[]) => line.reduce((total, count) => total + count, 0);
  const column = Array.from({ length: columns }, (_, at) => row.map((line) => line[at]!));
  return [...counts, ...row.map(sum), ...column.map(sum)];
}

/** Places that are small in one of these tables. */
function smallIn(shape: Shape, tables: readonly (readonly number[])[]): number[] {
  const small = new Set<number>();
  for (const counts of tables)
    for (const [place, count] of placesOf(shape, counts).entries())
      if (count > 0 && count < shape.rule.smallest) small.add(place);
  return [...small];
}

/** Those of them that have fewer than three values in them all. */
function toldBy(shape: Shape, same: readonly (readonly number[])[]): string[] {
  const all = same.map((counts) => placesOf(shape, counts));
  return smallIn(shape, same).flatMap((place) => {
    const values = new Set(all.map((places) => places[place]));
    return values.size < 3 ? [`${same[0]?.join(',')}: place ${place} is ${[...values].join(' or ')}`] : [];
  });
}

/** The same tables, now from here, now from there: soon enough of them to see that nothing is told. */
const scattered = <T>(all: readonly T[]): T[] => {
  const stride = [101, 11, 1].find((one) => one === 1 || all.length % one !== 0) ?? 1;
  return all.map((_, nth) => all[(nth * stride) % all.length]!);
};

/** What somebody with our program can tell from what comes out of a table. */
function told(shape: Shape, counts: readonly number[]): string[] {
  const answer = answerOf(shape, counts);
  if (answer.withheld) return [];
  const key = keyOf(answer);
  const fit = everyFit(shape, answer);
  expect(fit).toContainEqual([...counts]);
  const same: number[][] = [];
  let open = smallIn(shape, fit).map((place) => ({ place, values: new Set<number>() }));
  for (const other of scattered(fit)) {
    if (keyFor(shape, other) !== key) continue;
    same.push(other);
    const places = placesOf(shape, other);
    for (const { place, values } of open) values.add(places[place]!);
    open = open.filter(({ values }) => values.size < 3);
    if (open.length === 0) return [];
  }
  return toldBy(shape, same);
}

describe('somebody with our program, from every table that fits', () => {
  test.each([
    [2, 0, 8, 8, 1, 0, 6],
    [2, 1, 0, 5, 0, 8, 9],
    [2, 1, 5, 0, 0, 8, 9],
    [2, 0, 8, 8, 1, 5, 6],
    [2, 2, 5, 0, 0, 8, 13],
    [2, 2, 5, 0, 0, 8, 8],
    [3, 0, 8, 2, 0, 5, 8],
    [2, 0, 0, 13, 8, 2, 0, 5, 5],
    [2, 1, 6, 0, 5, 0, 8, 0, 14],
    [3, 0, 13, 9, 0, 0, 0, 1, 5, 0],
    [2, 7, 4, 0, 6, 1, 0],
    [2, 4, 7, 7, 1, 6, 1],
    [2, 1, 6, 1, 4, 7, 7],
    [2, 6, 1, 1, 7, 4, 7],
    [2, 6, 1, 1, 7, 7, 4],
    [2, 7, 4, 7, 6, 1, 1],
    [3, 0, 0, 1, 0, 8, 2, 1, 2, 2],
    [2, 9, 1, 9, 9, 1, 0, 9, 9],
  ])('at the desk: %i rows, %j', (rows, ...counts) => {
    expect(told({ rows, columns: counts.length / rows, rule: AT_THE_DESK }, counts)).toEqual([]);
  });

  test('in public', () => {
    expect(told({ rows: 2, columns: 3, rule: IN_PUBLIC }, [0, 13, 14, 1, 0, 10])).toEqual([]);
  });
});

test('somebody with our program tells nothing of any table of 2 × 3 of these counts, up to 23 in all', () => {
  const shape = { rows: 2, columns: 3, rule: AT_THE_DESK };
  const among = [0, 1, 6, 8];
  const groups = new Map<string, number[][]>();
  for (let code = 0; code < among.length ** 6; code += 1) {
    const counts = Array.from(
      { length: 6 },
      (_, place) => among[Math.floor(code / among.length ** place) % among.length]!,
    );
    const [first = 0, second = 0, third = 0] = counts;
    // Other orders of the columns would seldom come out otherwise, and take six times as long.
    if (first > second || second > third || counts.reduce((sum, one) => sum + one, 0) > 23) continue;
    const answer = answerOf(shape, counts);
    if (!answer.withheld) groups.set(keyOf(answer), [...(groups.get(keyOf(answer)) ?? []), counts]);
  }
  // Only where these counts alone leave fewer than three is every other table tried.
  const open = [...groups.values()].filter((same) => toldBy(shape, same).length > 0);
  expect(groups.size).toBeGreaterThan(50);
  expect(open.flatMap((same) => told(shape, same[0]!))).toEqual([]);
}, 60_000);

test('all tables that look just like one another, hidden counts too, come out alike: shown, or held back', () => {
  const size = fc.integer({ min: 2, max: 4 });
  const count = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 9 }), fc.nat({ max: 20 }), fc.constant(0));
  const made = fc.tuple(size, size, fc.constantFrom(AT_THE_DESK, IN_PUBLIC)).chain(([rows, columns, rule]) =>
    fc.record({
      shape: fc.constant({ rows, columns, rule }),
      counts: fc.array(count, { minLength: rows * columns, maxLength: rows * columns }),
      steps: fc.array(fc.tuple(fc.nat(), fc.constantFrom(1 as const, -1 as const)), { maxLength: 12 }),
    }),
  );
  fc.assert(
    fc.property(made, ({ shape, counts, steps }) => {
      const { rows, columns, rule } = shape;
      if (answerOf(shape, counts).withheld === 'too-few') return;
      const grid = gridOf(tableOf(shape, counts));
      const network = new Network(rows, columns, boundsOf(grid, rule, planOf(grid, rule)), flowOf(grid));
      for (const [at, by] of steps) network.step({ kind: 'cells', index: at % counts.length }, by);
      expect(keyOf(answerOf(shape, network.cells()))).toBe(keyOf(answerOf(shape, counts)));
    }),
    { numRuns: 1000 },
  );
});
