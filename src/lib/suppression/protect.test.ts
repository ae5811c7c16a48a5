import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT_THE_DESK, IN_PUBLIC, protect, roundTo, type Count } from './protect.ts';

const tableOf = (counts: number[]): Count[] => counts.map((count, place) => ({ id: `cell-${place}`, count }));

/** Tables as quarters have them: mostly small counts, some larger, some empty. */
const tables = fc
  .array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 40 }), fc.nat({ max: 2_000 })), {
    minLength: 1,
    maxLength: 9,
  })
  .map(tableOf);

const total = (counts: readonly Count[]) => counts.reduce((sum, { count }) => sum + count, 0);

describe.each([
  { name: 'at the desk', rule: AT_THE_DESK },
  { name: 'in public', rule: IN_PUBLIC },
])('any table, $name', ({ rule }) => {
  /** What is published of it, cell by cell beside the truth; nothing where it is held back. */
  const published = (counts: Count[]) => {
    const { cells } = protect(counts, rule);
    return cells.map(({ shown }, place) => ({ shown, count: counts[place]?.count ?? 0 }));
  };

  test('shows no count from one to below the smallest', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        for (const { shown, count } of published(counts)) {
          if (count > 0 && count < rule.smallest) expect(shown).toBe('c');
        }
      }),
    );
  });

  test('shows a number for nobody only where there is nobody', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        for (const { shown, count } of published(counts)) expect(shown === 0).toBe(count === 0);
      }),
    );
  });

  test('shows every other count rounded from the true one', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        for (const { shown, count } of published(counts)) {
          if (shown === 'c') continue;
          expect(shown % rule.rounding).toBe(0);
          expect(Math.abs(shown - count)).toBeLessThan(rule.rounding / 2);
        }
      }),
    );
  });

  test('rounds the total from the true figure, not from the rounded cells', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const table = protect(counts, rule);
        if (table.withheld === null) expect(table.total).toBe(roundTo(rule.rounding, total(counts)));
      }),
    );
  });

  test('never leaves one c alone', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        expect(published(counts).filter(({ shown }) => shown === 'c')).not.toHaveLength(1);
      }),
    );
  });

  test('hides no more than one count that is not small itself', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const partners = published(counts).filter(
          ({ shown, count }) => shown === 'c' && count >= rule.smallest,
        );
        expect(partners.length).toBeLessThan(2);
      }),
    );
  });

  test('gives nothing at all under the base', () => {
    const few = tables.filter((counts) => total(counts) < rule.base);
    fc.assert(
      fc.property(few, (counts) => {
        expect(protect(counts, rule)).toEqual({ withheld: 'too-few', cells: [], total: null });
      }),
    );
  });

  test('gives either a reason and no figures, or every cell in the order given', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const { withheld, cells, total: shownTotal } = protect(counts, rule);
        const ids = withheld === null ? counts.map(({ id }) => id) : [];
        expect(cells.map(({ id }) => id)).toEqual(ids);
        expect(shownTotal === null).toBe(withheld !== null);
      }),
    );
  });

  test('leaves the counts it was given as they were', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const before = structuredClone(counts);
        protect(counts, rule);
        expect(counts).toEqual(before);
      }),
    );
  });
});

describe('by example, at the desk', () => {
  const shown = (...counts: number[]) => {
    const table = protect(tableOf(counts), AT_THE_DESK);
    return table.withheld ?? table.cells.map((cell) => cell.shown);
  };

  test('nine children are too few, ten are not', () => {
    expect(shown(4, 5)).toBe('too-few');
    expect(shown(5, 5)).toEqual([5, 5]);
  });

  test('everybody in one cell would tell of each of them', () => {
    expect(shown(30, 0, 0)).toBe('would-identify');
  });

  test('a table of nothing is too few', () => {
    expect(shown()).toBe('too-few');
  });

  test('a lone small count takes the next smallest with it', () => {
    expect(shown(3, 12, 20)).toEqual(['c', 'c', 20]);
  });

  test('of two that are next smallest, the first by id goes', () => {
    expect(shown(3, 12, 12)).toEqual(['c', 'c', 10]);
  });

  test('a hidden count that can only be four holds the table back', () => {
    expect(shown(4, 7, 7)).toBe('would-identify');
  });
});
