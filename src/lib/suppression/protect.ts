import { possibleValues, type Rule } from './attack.ts';

/** How many children something concerns, before anything is hidden. */
export interface Count {
  id: string;
  count: number;
  /** How many the reader can count for themselves where the cell is shown, such as points listed under it. */
  countable?: number;
}

/** A number as it may be shown: rounded, or `c` for a small one (or one hidden to protect a small one). */
export type Shown = number | 'c';

export interface ProtectedTable {
  /** Why the whole table is held back, or null. */
  withheld: 'too-few' | 'would-identify' | null;
  /** In the order given; empty when the table is held back. */
  cells: { id: string; shown: Shown }[];
  total: number | null;
}

/** Counts shown at the desk, the Children in Care Council included. */
export const AT_THE_DESK: Rule = { smallest: 5, rounding: 5, base: 10 };
/** Counts shown to boards and to everyone. */
export const IN_PUBLIC: Rule = { smallest: 10, rounding: 5, base: 10 };

/** A cell that could be narrowed down to fewer values than this is as good as told. */
const MIN_POSSIBLE = 3;

export function roundTo(step: number, count: number): number {
  return Math.round(count / step) * step;
}

const held = (withheld: 'too-few' | 'would-identify'): ProtectedTable => ({
  withheld,
  cells: [],
  total: null,
});

/**
 * Protects a one-way table whose cells add up to its total (each child in one cell).
 * Small counts become `c`; a lone `c` takes the next smallest with it; the rest, and the total, are rounded from the
 * true figure; everyone in one cell, or a cell an attacker could pin down, holds the whole table back.
 */
export function protect(counts: readonly Count[], rule: Rule): ProtectedTable {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total < rule.base) return held('too-few');
  // The sort is stable: of equals, the first in the order given comes first, as attack.ts takes it to be.
  const filled = counts.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count);
  if (filled.length < 2) return held('would-identify');
  const hidden = new Set(filled.filter(({ count }) => count < rule.smallest).map(({ id }) => id));
  if (hidden.size === 1) {
    const partner = filled.find(({ id }) => !hidden.has(id));
    if (!partner) return held('would-identify');
    hidden.add(partner.id);
  }
  const cells = counts.map(({ id, count, countable }) => ({
    id,
    shown: hidden.has(id) ? ('c' as const) : roundTo(rule.rounding, count),
    atLeast: hidden.has(id) ? 0 : (countable ?? 0),
  }));
  const shownTotal = roundTo(rule.rounding, total);
  const pinned = possibleValues(cells, shownTotal, rule).some(
    (values) => values !== null && values < MIN_POSSIBLE,
  );
  if (pinned) return held('would-identify');
  return { withheld: null, cells: cells.map(({ id, shown }) => ({ id, shown })), total: shownTotal };
}

/**
 * Protects counts of parts that lie within one protected cell and may overlap (commitments within a theme).
 * They have no total to subtract from; where the whole is hidden, so is every part with anybody in it.
 */
export function protectParts(
  parts: readonly Count[],
  whole: Shown,
  rule: Rule,
): { id: string; shown: Shown }[] {
  return parts.map(({ id, count }) => {
    if (count === 0) return { id, shown: 0 };
    const hide = whole === 'c' || count < rule.smallest;
    return { id, shown: hide ? ('c' as const) : Math.min(whole, roundTo(rule.rounding, count)) };
  });
}

/** A share in whole per cent, from rounded figures, or null where the base is under 20. */
export function shareOf(shown: Shown, total: number | null): number | null {
  return shown === 'c' || total === null || total < 20 ? null : Math.round((shown / total) * 100);
}
