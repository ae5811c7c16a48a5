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

interface Cell {
  shown: number | 'c';
  /** What the reader can count for themselves. */
  atLeast?: number;
}

const slackOf = (rule: Rule): number => Math.floor(rule.rounding / 2);

/** What a count in sight may truly be. */
function trueRange(shown: number, atLeast: number, rule: Rule): Range {
  if (shown === 0) return { low: 0, high: 0 };
  return { low: Math.max(rule.smallest, shown - slackOf(rule), atLeast), high: shown + slackOf(rule) };
}

/** What the hidden cells add up to, when those in sight lie in these ranges. */
function hiddenSum(inSight: readonly Range[], total: number, rule: Rule): Range {
  const low = inSight.reduce((sum, range) => sum + range.low, 0);
  const high = inSight.reduce((sum, range) => sum + range.high, 0);
  return { low: Math.max(rule.base, total - slackOf(rule)) - high, high: total + slackOf(rule) - low };
}

/** Adds the small counts a cell may be when the other hidden cells add up to something in `rest`. */
function addSmall(values: Set<number>, sum: Range, rest: Range, rule: Rule): void {
  for (let value = 1; value < rule.smallest; value += 1) {
    if (value + rest.low <= sum.high && value + rest.high >= sum.low) values.add(value);
  }
}

/**
 * What a small cell may be beside a larger one at `partner`, hidden to protect it: the partner was the smallest that was
 * left, the first of equals, so every cell in sight before it is larger and every one after it no smaller.
 */
function addBesidePartner(
  values: Set<number>,
  cells: readonly Cell[],
  partner: number,
  total: number,
  rule: Rule,
): void {
  for (let size = rule.smallest; size <= total + slackOf(rule); size += 1) {
    const inSight = cells.flatMap(({ shown, atLeast = 0 }, place) => {
      if (shown === 'c') return [];
      const { low, high } = trueRange(shown, atLeast, rule);
      return [{ low: shown === 0 ? 0 : Math.max(low, place < partner ? size + 1 : size), high }];
    });
    if (inSight.some(({ low, high }) => low > high)) continue;
    addSmall(values, hiddenSum(inSight, total, rule), { low: size, high: size }, rule);
  }
}

/**
 * The attacker: someone who knows the rules, the order, the total and every cell in sight, and works out what a hidden
 * one can be. Exact: `attack.test.ts` holds it against every true table there is.
 * @returns for each cell how many small counts it may be; null for cells in sight.
 *
 * With three or more hidden, each is small. With exactly two, both are, or one protects the other.
 */
export function possibleValues(cells: readonly Cell[], total: number, rule: Rule): (number | null)[] {
  const inSight = cells.flatMap(({ shown, atLeast = 0 }) =>
    shown === 'c' ? [] : [trueRange(shown, atLeast, rule)],
  );
  const sum = hiddenSum(inSight, total, rule);
  const hidden = cells.flatMap(({ shown }, place) => (shown === 'c' ? [place] : []));
  const others = hidden.length - 1;
  return cells.map(({ shown }, place) => {
    if (shown !== 'c') return null;
    const values = new Set<number>();
    addSmall(values, sum, { low: others, high: others * (rule.smallest - 1) }, rule);
    const partner = hidden.length === 2 ? hidden.find((other) => other !== place) : undefined;
    if (partner !== undefined) addBesidePartner(values, cells, partner, total, rule);
    return values.size;
  });
}
