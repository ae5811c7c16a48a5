import type { Rule } from '../suppression/attack.ts';
import { IN_PUBLIC, roundTo } from '../suppression/protect.ts';
import type { ShownCount } from '../suppression/table.ts';

/** What a reader was told of one commitment, of some quarters of one financial year. */
export interface Told {
  quarters: readonly string[];
  rule: Rule;
  shown: ShownCount;
}

interface Range {
  low: number;
  high: number;
}

const ANYTHING: Range = { low: 0, high: Infinity };
/** A small count that could be narrowed down to fewer values than this is as good as told. */
const MIN_POSSIBLE = 3;

const both = (one: Range, other: Range): Range => ({
  low: Math.max(one.low, other.low),
  high: Math.min(one.high, other.high),
});
const sumOf = (one: Range, other: Range): Range => ({
  low: one.low + other.low,
  high: one.high + other.high,
});
/** What is left of a sum for one part, when the other part lies in a range. */
const restOf = (sum: Range, other: Range): Range => ({
  low: sum.low - other.high,
  high: sum.high - other.low,
});

function trueRange({ shown, rule }: Told): Range {
  if (shown === 'withheld') return ANYTHING;
  if (shown === 'c') return { low: 1, high: rule.smallest - 1 };
  if (shown === 0) return { low: 0, high: 0 };
  const slack = Math.floor(rule.rounding / 2);
  return { low: Math.max(rule.smallest, shown - slack), high: shown + slack };
}

/**
 * Everything a reader can work out for the quarters, half-years and year of one financial year: sums of a tree, where
 * what fits going up and then down is exactly what is possible.
 */
function worksOut(year: string, told: readonly Told[]): Range[] {
  const toldOf = (quarters: readonly string[]): Range =>
    told
      .filter((one) => one.quarters.join() === quarters.join())
      .reduce((range, one) => both(range, trueRange(one)), ANYTHING);
  const [q1, q2, q3, q4] = [1, 2, 3, 4].map((number) => `${year}-Q${number}`) as [
    string,
    string,
    string,
    string,
  ];
  const leaves = [q1, q2, q3, q4].map((quarter) => toldOf([quarter])) as [Range, Range, Range, Range];
  const upOf = (quarters: readonly string[], one: Range, other: Range) =>
    both(toldOf(quarters), sumOf(one, other));
  const halves: [Range, Range] = [upOf([q1, q2], leaves[0], leaves[1]), upOf([q3, q4], leaves[2], leaves[3])];
  const whole = upOf([q1, q2, q3, q4], halves[0], halves[1]);
  const first = both(halves[0], restOf(whole, halves[1]));
  const second = both(halves[1], restOf(whole, halves[0]));
  const down = (sum: Range, own: Range, other: Range) => both(own, restOf(sum, other));
  return [
    down(first, leaves[0], leaves[1]),
    down(first, leaves[1], leaves[0]),
    down(second, leaves[2], leaves[3]),
    down(second, leaves[3], leaves[2]),
    first,
    second,
    whole,
  ];
}

/** Whether a reader would know of a small count, as boards and the public count small, nearly or exactly what it is. */
const isPinned = ({ low, high }: Range): boolean =>
  high - low + 1 < MIN_POSSIBLE && high > 0 && low < IN_PUBLIC.smallest;

/** Whether what is told of one commitment leaves every small count at least three values. */
export function tellsTooMuch(told: readonly Told[]): boolean {
  const years = new Set(told.flatMap(({ quarters }) => quarters.map((quarter) => quarter.slice(0, 4))));
  return [...years].some((year) => worksOut(year, told).some(isPinned));
}

/**
 * How many young people spoke of a commitment, as it may be shown beside what was told before. Commitments overlap and
 * have no total to be taken from; where the count of their theme is hidden, so is theirs.
 */
export function shownOf(
  count: number,
  theme: ShownCount,
  { quarters, rule, before }: { quarters: readonly string[]; rule: Rule; before: readonly Told[] },
): ShownCount {
  if (theme === 0) return 0;
  if (typeof theme !== 'number') return 'withheld';
  const shown: ShownCount =
    count === 0 ? 0 : count < rule.smallest ? 'c' : Math.min(theme, roundTo(rule.rounding, count));
  return tellsTooMuch([...before, { quarters, rule, shown }]) ? 'withheld' : shown;
}
