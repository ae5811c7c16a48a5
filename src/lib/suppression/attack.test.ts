import { describe, expect, test } from 'vitest';
import { possibleValues, type Rule } from './attack.ts';
import { AT_THE_DESK, IN_PUBLIC, protect, type Shown } from './protect.ts';

/**
 * An attacker who shares no code with ours: makes every true table there is, protects each, and lays together those
 * that came out the same. What a hidden cell may be is what it is somewhere in its group.
 */
interface Group {
  cells: { shown: Shown; atLeast: number }[];
  total: number;
  tables: number[][];
}

/** Every way to choose one of `values` for each cell. */
function everyChoice(cells: number, values: readonly number[]): number[][] {
  if (cells === 0) return [[]];
  return everyChoice(cells - 1, values).flatMap((chosen) => values.map((value) => [...chosen, value]));
}

const upTo = (most: number) => Array.from({ length: most + 1 }, (_, count) => count);

/** What is published of a true table, with what the reader can count under the cells in sight. */
function publish(counts: readonly number[], countable: readonly number[], rule: Rule) {
  const { cells, total } = protect(
    counts.map((count, place) => ({ id: `cell-${place}`, count, countable: countable[place] ?? 0 })),
    rule,
  );
  const seen = cells.map(({ shown }, place) => ({
    shown,
    atLeast: shown === 'c' ? 0 : (countable[place] ?? 0),
  }));
  return { cells: seen, total };
}

/** Whether no true table outside the enumeration could have come out like this: then its group is whole. */
function isWhole({ cells, total }: Group, rule: Rule, most: number): boolean {
  const slack = Math.floor(rule.rounding / 2);
  const inSight = cells.map(({ shown }) => shown).filter((shown) => shown !== 'c');
  const hidden = cells.length - inSight.length;
  const partnerFits = hidden !== 2 || inSight.some((count) => count > 0) || total + slack <= most;
  return partnerFits && inSight.every((count) => count + slack <= most);
}

function groupsOf(cells: number, most: number, countable: readonly number[], rule: Rule): Group[] {
  const groups = new Map<string, Group>();
  const counted = everyChoice(cells, countable);
  for (const table of everyChoice(cells, upTo(most))) {
    for (const known of counted.filter((few) => few.every((count, place) => count <= (table[place] ?? 0)))) {
      const published = publish(table, known, rule);
      if (published.total === null || !published.cells.some(({ shown }) => shown === 'c')) continue;
      const key = JSON.stringify(published);
      const group = groups.get(key) ?? { cells: published.cells, total: published.total, tables: [] };
      group.tables.push(table);
      groups.set(key, group);
    }
  }
  return [...groups.values()].filter((group) => isWhole(group, rule, most));
}

const isSmall = (count: number | undefined, rule: Rule) =>
  count !== undefined && count > 0 && count < rule.smallest;

/** One hidden cell of a published table that is a small one in some true table: what it may be, and be if small. */
interface Exposed {
  published: string;
  truth: string;
  place: number;
  values: number[];
  small: number[];
  claimed: number;
}

function exposedIn({ cells, total, tables }: Group, rule: Rule): Exposed[] {
  const claims = possibleValues(cells, total, rule);
  return cells.flatMap(({ shown }, place) => {
    const truth = tables.find((table) => isSmall(table[place], rule));
    if (shown !== 'c' || !truth) return [];
    const values = [...new Set(tables.map((table) => table[place] ?? 0))].sort((a, b) => a - b);
    return {
      published: `${cells.map((cell) => `${cell.shown}${cell.atLeast > 0 ? `≥${cell.atLeast}` : ''}`).join(' ')} of ${total}`,
      truth: truth.join(' '),
      place,
      values,
      small: values.filter((value) => isSmall(value, rule)),
      claimed: claims[place] ?? 0,
    };
  });
}

const NOTHING = [0];

describe.each([
  { cells: 2, most: 40, countable: NOTHING, rule: AT_THE_DESK, name: 'at the desk' },
  { cells: 3, most: 20, countable: NOTHING, rule: AT_THE_DESK, name: 'at the desk' },
  { cells: 4, most: 14, countable: NOTHING, rule: AT_THE_DESK, name: 'at the desk' },
  { cells: 5, most: 12, countable: NOTHING, rule: AT_THE_DESK, name: 'at the desk' },
  { cells: 3, most: 17, countable: [0, 6, 7], rule: AT_THE_DESK, name: 'at the desk' },
  { cells: 4, most: 12, countable: [0, 7], rule: AT_THE_DESK, name: 'at the desk' },
  { cells: 2, most: 60, countable: NOTHING, rule: IN_PUBLIC, name: 'in public' },
  { cells: 3, most: 30, countable: NOTHING, rule: IN_PUBLIC, name: 'in public' },
  { cells: 4, most: 20, countable: NOTHING, rule: IN_PUBLIC, name: 'in public' },
])('every table of $cells cells from 0 to $most, $countable countable, $name', (one) => {
  const { cells, most, countable, rule } = one;
  const found = groupsOf(cells, most, countable, rule).flatMap((group) => exposedIn(group, rule));

  test('there is something to attack', () => {
    expect(found.length).toBeGreaterThan(1);
  });

  test('no hidden small count can be narrowed down to fewer than three values', () => {
    expect(found.find(({ values }) => values.length < 3)).toBeUndefined();
  });

  test('nor to fewer than three small ones, by somebody who knows that it is the small one', () => {
    expect(found.find(({ small }) => small.length < 3)).toBeUndefined();
  });

  test('the gate never thinks that more small counts are possible than there are', () => {
    expect(found.find(({ small, claimed }) => claimed > small.length)).toBeUndefined();
  });

  test('nor fewer, so that no table is held back for nothing', () => {
    expect(found.find(({ small, claimed }) => claimed < small.length)).toBeUndefined();
  });
});

const exactly: Rule = { smallest: 5, rounding: 1, base: 10 };

test('only hidden cells are attacked: one in sight has no answer', () => {
  const possible = possibleValues([{ shown: 'c' }, { shown: 'c' }, { shown: 10 }], 15, AT_THE_DESK);
  expect(possible[2]).toBeNull();
});

test('three hidden cells that must all be four are seen through', () => {
  const cells: { shown: Shown }[] = [{ shown: 'c' }, { shown: 'c' }, { shown: 'c' }, { shown: 5 }];
  expect(possibleValues(cells, 17, exactly)).toEqual([1, 1, 1, null]);
});

test('three hidden cells that add up to six may each be one, two, three or four', () => {
  const cells: { shown: Shown }[] = [{ shown: 'c' }, { shown: 'c' }, { shown: 'c' }, { shown: 5 }];
  expect(possibleValues(cells, 11, exactly)).toEqual([4, 4, 4, null]);
});
