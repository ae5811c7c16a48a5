/** What a reader of a protected table knows of how it was made. */
export interface Rule {
  /** Counts from 1 to below this are hidden. */
  smallest: number;
  /** Shown counts are rounded to a multiple of this. */
  rounding: number;
  /** Tables with fewer children than this are not shown at all. */
  base: number;
}

interface Range {
  low: number;
  high: number;
}

/** What lies in both ranges; empty when low is above high. */
function overlap(a: Range, b: Range): Range {
  return { low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) };
}

function size({ low, high }: Range): number {
  return Math.max(0, high - low + 1);
}

function trueRange(shown: number, rule: Rule): Range {
  if (shown === 0) return { low: 0, high: 0 };
  const slack = Math.floor(rule.rounding / 2);
  return { low: Math.max(rule.smallest, shown - slack), high: shown + slack };
}

/** What the hidden cells must add up to, from the total and the cells in sight. */
function hiddenSum(shown: readonly number[], total: number, rule: Rule): Range {
  const slack = Math.floor(rule.rounding / 2);
  const ranges = shown.map((count) => trueRange(count, rule));
  const low = ranges.reduce((sum, range) => sum + range.low, 0);
  const high = ranges.reduce((sum, range) => sum + range.high, 0);
  return { low: Math.max(rule.base, total - slack) - high, high: total + slack - low };
}

/**
 * The attacker: someone who knows the rules, the total and every shown cell, and works out what a hidden one can be.
 * @returns for each cell how many small counts it may still be if it is a small one; null for cells in sight.
 *
 * With three or more hidden, each is small. With exactly two, both are small, or one is the next smallest of all,
 * hidden to protect the other: then it is no larger than any cell in sight.
 */
export function possibleValues(
  cells: readonly { shown: number | 'c' }[],
  total: number,
  rule: Rule,
): (number | null)[] {
  const shown = cells.map((cell) => cell.shown).filter((value) => value !== 'c');
  const others = cells.length - shown.length - 1;
  const sum = hiddenSum(shown, total, rule);
  const small = { low: 1, high: rule.smallest - 1 };
  const left = (other: Range): Range =>
    overlap(small, { low: sum.low - other.high, high: sum.high - other.low });

  const allSmall = left({ low: others * small.low, high: others * small.high });
  let possible = size(allSmall);
  if (others === 1) {
    const inSight = shown.filter((count) => count > 0).map((count) => trueRange(count, rule).high);
    const besidePartner = left({ low: rule.smallest, high: Math.min(Infinity, ...inSight) });
    possible += size(besidePartner) - size(overlap(allSmall, besidePartner));
  }
  return cells.map((cell) => (cell.shown === 'c' ? possible : null));
}
