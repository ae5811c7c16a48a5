import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridOf } from './grid.ts';
import { Network } from './network.ts';
import { planOf } from './plan.ts';
import { boundsOf, flowOf, pinned } from './possible.ts';
import { AT_THE_DESK, IN_PUBLIC } from './protect.ts';
import { protectTable } from './protect-table.ts';
import type { History, PublishedTable, ShownTable, TrueTable } from './table.ts';

function tableOf(rows: number, columns: number, counts: readonly number[]): TrueTable {
  const across = { id: 'age', values: Array.from({ length: columns }, (_, column) => `c${column}`) };
  const down = { id: 'theme', values: Array.from({ length: rows }, (_, row) => `r${row}`) };
  const cells = counts.map((children, place) => {
    const column = `c${place % columns}`;
    return { at: rows === 1 ? [column] : [`r${Math.floor(place / columns)}`, column], children };
  });
  return { dimensions: rows === 1 ? [across] : [down, across], cells };
}

const count = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 30 }), fc.constant(0));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc
      .array(count, { minLength: rows * columns, maxLength: rows * columns })
      .map((counts) => tableOf(rows, columns, counts)),
  );

const shownIn = ({ cells, totals }: ShownTable) => [...cells, ...totals].map(({ shown }) => shown);
const cellsOf = (shown: ShownTable) => shown.cells.map((cell) => cell.shown);

describe.each([
  { name: 'at the desk', rule: AT_THE_DESK },
  { name: 'in public', rule: IN_PUBLIC },
])('any table, $name', ({ rule }) => {
  test('shows nothing but multiples of five, and no small count', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const out = protectTable(table, rule);
        for (const shown of shownIn(out)) if (typeof shown === 'number') expect(shown % 5).toBe(0);
        for (const [place, { children }] of table.cells.entries()) {
          const { shown } = out.cells[place]!;
          if (typeof shown !== 'number') continue;
          expect(children === 0 || children >= rule.smallest).toBe(true);
          expect(Math.abs(shown - children)).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  test('comes out the same each time, and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const before = structuredClone(table);
        expect(protectTable(table, rule)).toEqual(protectTable(table, rule));
        expect(table).toEqual(before);
      }),
    );
  });

  test('never leaves one c alone in a row or column', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const out = protectTable(table, rule);
        if (out.withheld) return;
        for (const [nth, { values }] of out.dimensions.entries())
          for (const value of out.dimensions.length === 1 ? [null] : values) {
            const line = out.cells.filter(({ at }) => value === null || at[nth] === value);
            const hidden = line.filter(({ shown }) => typeof shown !== 'number');
            expect(line.length > 1 && hidden.length === 1 && hidden[0]?.shown === 'c').toBe(false);
          }
      }),
    );
  });
});

/** Every table of a shape up to some count: what comes out alike is all that a reader who has our program can tell. */
function groupsOf(rows: number, columns: number, most: number): Map<string, number[][]> {
  const groups = new Map<string, number[][]>();
  const size = rows * columns;
  const counts = Array.from({ length: size }, () => 0);
  for (let more = true; more;) {
    const out = protectTable(tableOf(rows, columns, counts), AT_THE_DESK);
    if (!out.withheld) {
      const key = shownIn(out).join(' ');
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push([...counts]);
    }
    let place = 0;
    while (place < size && counts[place] === most) counts[place++] = 0;
    more = place < size;
    if (more) counts[place] = counts[place]! + 1;
  }
  return groups;
}

/** Whether no table that was not made could come out so: every cell is bounded by a number, its own or of a total. */
function isWhole(shown: string[], rows: number, columns: number, most: number): boolean {
  const size = rows * columns;
  const bounded = (text: string | undefined) => /^\d+$/.test(text ?? '') && Number(text) + 2 <= most;
  return shown.slice(0, size).every((cell, place) => {
    if (bounded(cell) || bounded(shown.at(-1))) return true;
    const row = shown[size + Math.floor(place / columns)];
    const column = shown[size + rows + (place % columns)];
    return rows > 1 && (bounded(row) || bounded(column));
  });
}

test.each([
  { rows: 1, columns: 3, most: 17 },
  { rows: 2, columns: 2, most: 10 },
])(
  'somebody with our program and every table of $rows × $columns cannot pin a small count',
  (one) => {
    const { rows, columns, most } = one;
    let attacked = 0;
    const told: string[] = [];
    for (const [key, truths] of groupsOf(rows, columns, most)) {
      if (!isWhole(key.split(' '), rows, columns, most)) continue;
      for (let place = 0; place < rows * columns; place += 1) {
        if (!truths.some((counts) => counts[place]! > 0 && counts[place]! < 5)) continue;
        attacked += 1;
        const values = new Set(truths.map((counts) => counts[place]));
        if (values.size < 3) told.push(`${key} at ${place}, such as ${truths[0]}`);
      }
    }
    expect(told).toEqual([]);
    expect(attacked).toBeGreaterThan(10);
  },
  60_000,
);

test('the network finds as many values as trying every table does', () => {
  const small = fc.array(fc.nat({ max: 6 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(small, (counts) => {
      const grid = gridOf(tableOf(2, 2, counts));
      const bounds = boundsOf(grid, AT_THE_DESK, planOf(grid, AT_THE_DESK));
      const network = new Network(2, 2, bounds, flowOf(grid));
      if (!network.holds()) return;
      const within = (value: number, range: { low: number; high: number } | undefined) =>
        range !== undefined && value >= range.low && value <= range.high;
      const values = [0, 1, 2, 3].map(() => new Set<number>());
      for (let code = 0; code < 13 ** 4; code += 1) {
        const t = [
          code % 13,
          Math.floor(code / 13) % 13,
          Math.floor(code / 169) % 13,
          Math.floor(code / 2197),
        ];
        const [a = 0, b = 0, c = 0, d = 0] = t;
        if (!t.every((value, place) => within(value, bounds.cells[place]))) continue;
        if (!within(a + b, bounds.rows[0]) || !within(c + d, bounds.rows[1])) continue;
        if (!within(a + c, bounds.columns[0]) || !within(b + d, bounds.columns[1])) continue;
        if (within(a + b + c + d, bounds.all)) t.forEach((value, place) => values[place]!.add(value));
      }
      for (const [index, found] of values.entries())
        expect(network.values({ kind: 'cells', index }, 99).sort((a, b) => a - b)).toEqual(
          [...found].sort((a, b) => a - b),
        );
    }),
    { numRuns: 10 },
  );
});

describe('by example, at the desk', () => {
  const protect = (rows: number, ...counts: number[]) =>
    protectTable(tableOf(rows, counts.length / rows, counts), AT_THE_DESK);

  test('nine children are too few, and everybody in one value would tell it of each', () => {
    expect(protect(1, 4, 5).withheld).toBe('too-few');
    expect(protect(1, 30, 0).withheld).toBe('would-identify');
    expect(protect(2, 30, 12, 0, 0).withheld).toBe('would-identify');
  });

  test('a lone small count takes the next smallest with it, and of equals the first', () => {
    expect(cellsOf(protect(1, 3, 12, 20))).toEqual(['c', 'c', 20]);
    expect(cellsOf(protect(1, 3, 12, 11))).toEqual(['c', 'c', 10]);
  });

  test('a hidden count that can only be four holds the table back', () => {
    expect(protect(1, 4, 7, 7).withheld).toBe('would-identify');
  });

  test('a row of fewer than five is not split, zeros as little as the rest', () => {
    const out = protect(3, 2, 0, 0, 20, 30, 25, 12, 14, 40);
    expect(cellsOf(out).slice(0, 3)).toEqual(['withheld', 'withheld', 'withheld']);
    expect(out.totals.find(({ at }) => at[0] === 'r0')?.shown).toBe('c');
  });

  test('a row of fewer than ten that are all in one cell is not split either', () => {
    const out = protect(3, 7, 0, 0, 20, 30, 25, 12, 14, 40);
    expect(cellsOf(out).slice(0, 3)).toEqual(['withheld', 'withheld', 'withheld']);
    expect(out.totals.find(({ at }) => at[0] === 'r0')?.shown).toBe(5);
  });

  test('a table of three dimensions, a broken count, a cell twice: refused with why', () => {
    const table = tableOf(1, 2, [1, 2]);
    const three = { ...table, dimensions: [1, 2, 3].map((id) => ({ id: `${id}`, values: [] })) };
    expect(() => protectTable(three, AT_THE_DESK)).toThrow('one dimension or two');
    expect(() => protectTable(tableOf(1, 2, [1, 2.5]), AT_THE_DESK)).toThrow('2.5');
    expect(() => protectTable({ ...table, cells: [...table.cells, ...table.cells] }, AT_THE_DESK)).toThrow(
      'twice',
    );
  });
});

describe('with what was published before', () => {
  const quarter = (name: string, counts: number[]) => ({
    quarter: name,
    table: tableOf(1, counts.length, counts),
  });
  const publish = (
    tables: History['tables'],
    quarters: string[],
    published: readonly PublishedTable[],
  ): PublishedTable => {
    const parts = tables.filter((one) => quarters.includes(one.quarter));
    const [first] = parts;
    const cells = first!.table.cells.map(({ at }, place) => ({
      at,
      children: parts.reduce((sum, { table }) => sum + table.cells[place]!.children, 0),
    }));
    const table = protectTable({ ...first!.table, cells }, AT_THE_DESK, { quarters, published, tables });
    return { quarters, table };
  };

  test('a half-year comes out as it would alone where its quarters tell nothing of it', () => {
    const tables = [quarter('Q1', [20, 30, 25]), quarter('Q2', [21, 33, 27])];
    const first = publish(tables, ['Q1'], []);
    const half = publish(tables, ['Q1', 'Q2'], [first]);
    expect(cellsOf(half.table)).toEqual([40, 65, 50]);
  });

  test('a half-year less its first quarter does not tell the small count of the second', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 12 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        ([a = 0, b = 0, c = 0], few) => {
          const tables = [quarter('Q1', [a, b, c]), quarter('Q2', [few, b, c])];
          const first = publish(tables, ['Q1'], []);
          const half = publish(tables, ['Q1', 'Q2'], [first]);
          const [before, then] = [first, half].map(({ table }) => table.cells[0]!.shown);
          if (typeof before !== 'number' || typeof then !== 'number') return;
          const least = Math.max(0, then - 2 - (before + 2));
          const most = then + 2 - Math.max(5, before - 2);
          expect(most - least + 1).toBeGreaterThanOrEqual(3);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('figures of a quarter that are missing are asked for', () => {
    const tables = [quarter('Q1', [20, 30, 25])];
    expect(() =>
      protectTable(tables[0]!.table, AT_THE_DESK, { quarters: ['Q1', 'Q2'], published: [], tables }),
    ).toThrow('Q2');
  });
});

test('a table that tells nothing pins nobody', () => {
  const grid = gridOf(tableOf(2, 2, [20, 30, 25, 35]));
  expect(pinned(grid, AT_THE_DESK, boundsOf(grid, AT_THE_DESK, planOf(grid, AT_THE_DESK)))).toEqual([]);
});
