import { toDay } from '../platform/clock.ts';
import { endedPeriods, periodIn, type Period } from '../platform/period.ts';
import { codes } from './participation.ts';
import { issueOutcomes, issueThemes } from './practice-issue.ts';

/** A code that nobody has confirmed yet, and an issue that is still open. */
export const NO_CODE = 'none';
export const STILL_OPEN = 'open';

/** What is counted, and every value it may have: a review by its code and time, an issue by its theme and outcome. */
export const countedBy = {
  reviews: [
    [...codes, NO_CODE],
    ['on-time', 'late'],
  ],
  issues: [Object.keys(issueThemes), [...Object.keys(issueOutcomes), STILL_OPEN]],
} as const;
export type Counted = keyof typeof countedBy;

/** The true counts of one quarter, at every place of both things they are counted by. They never leave the gate. */
export interface QuarterCounts {
  quarter: string;
  cells: { at: readonly [string, string]; count: number }[];
}

/**
 * Days after its end at which a quarter is counted, once and for all: until then what happened in it is still being
 * written down. Counted again later, two looks would tell of one child by what changed between them.
 */
export const SETTLED_AFTER_DAYS = 30;

const DAY = 86_400_000;

/** The financial years there are figures of, newest first: this one and those before it. */
export function yearsOffered(now: Date, count: number): Period[] {
  const [last] = endedPeriods(now, 1, 'year');
  const newest = Number(last!.id.slice(0, 4)) + 1;
  return Array.from({ length: count }, (_, back) => periodIn(`${newest - back}-Y`));
}

/**
 * The periods of a financial year whose counts are settled, in the order in which they came to be: what is shown of one
 * is held against those before it, and so never changes when another follows.
 */
export function settledIn({ id }: Period, now: Date): Period[] {
  const year = id.slice(0, 4);
  const then = toDay(new Date(now.getTime() - SETTLED_AFTER_DAYS * DAY));
  return ['Q1', 'Q2', 'H1', 'Q3', 'Q4', 'H2', 'Y']
    .map((part) => periodIn(`${year}-${part}`))
    .filter(({ before }) => before <= then);
}

/** The quarter of a month, `YYYY-MM`. */
export function quarterOfMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const sinceApril = (number + 8) % 12;
  return periodIn(`${number < 4 ? year - 1 : year}-Q${Math.floor(sinceApril / 3) + 1}`).id;
}

/** A quarter's counts, from those places that hold anything. */
export function countsIn(
  quarter: string,
  counted: Counted,
  found: readonly QuarterCounts['cells'][number][],
): QuarterCounts {
  const [first, second] = countedBy[counted];
  const sums = new Map<string, number>();
  for (const { at, count } of found) sums.set(at.join(), (sums.get(at.join()) ?? 0) + count);
  const cells = first.flatMap((one) =>
    second.map((other) => ({ at: [one, other] as const, count: sums.get(`${one},${other}`) ?? 0 })),
  );
  return { quarter, cells };
}
