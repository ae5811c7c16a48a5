import { addWorkingDays, bankHolidaysKnown, KNOWN_YEARS } from '../authorities/working-days.ts';
import { isDay } from '../platform/clock.ts';
import { monthsLater } from '../platform/months-later.ts';
import { Refusal } from '../platform/refusal.ts';
import { reviewKinds, type ReviewKind } from './review.ts';
import type { ReviewRule } from './review-rules.ts';

const FIRST_WORKING_DAYS = 20;
const SECOND_MONTHS = 3;
const LATER_MONTHS = 6;

/** A slip of the pen, not somebody in care today: 0206-11-22, 20206-11-22. */
const YEARS = { from: 1900, until: 2199 } as const;

/** What a due day is worked out from: days as `YYYY-MM-DD`, in any order. The same day twice is one review. */
export interface ReviewDates {
  kind: ReviewKind;
  /** The day they became looked after; for a pathway plan, the day of the plan. */
  startedOn: string;
  held: readonly string[];
}

/** The last day on which the next review is in time, and the rule that says so. */
export interface DueReview {
  dueOn: string;
  rule: ReviewRule;
}

/** Why no due day can be given, and of which day. */
export interface DatesFault {
  code: 'unknown-kind' | 'no-such-day' | 'held-before-started' | 'bank-holidays-unknown';
  day: string | null;
}

function isUsable(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return isDay(day) && year >= YEARS.from && year <= YEARS.until;
}

const firstDue = (startedOn: string): string =>
  addWorkingDays(new Date(`${startedOn}T12:00:00Z`), FIRST_WORKING_DAYS)
    .toISOString()
    .slice(0, 10);

/** @returns null where a due day can be given. */
export function faultInDates(dates: {
  kind: string;
  startedOn: string;
  held: readonly string[];
}): DatesFault | null {
  const { kind, startedOn, held } = dates;
  if (!(reviewKinds as readonly string[]).includes(kind)) return { code: 'unknown-kind', day: null };
  const wrong = [startedOn, ...held].find((day) => !isUsable(day));
  if (wrong !== undefined) return { code: 'no-such-day', day: wrong };
  const before = held.find((day) => day < startedOn);
  if (before !== undefined) return { code: 'held-before-started', day: before };
  const byWorkingDays = kind === 'looked_after' && held.length === 0;
  // A due day after the last known year is as unknown: the days in between were counted by guess.
  if (byWorkingDays && !(bankHolidaysKnown(startedOn) && bankHolidaysKnown(firstDue(startedOn))))
    return { code: 'bank-holidays-unknown', day: startedOn };
  return null;
}

/** A fault for those at the desk: what is wrong, and what to do. */
export function datesFaultInWords({ code, day }: DatesFault): string {
  if (code === 'unknown-kind') return `Choose what kind of review it is: ${reviewKinds.join(' or ')}.`;
  if (code === 'no-such-day')
    return `"${day ?? ''}" is not a day from ${YEARS.from} to ${YEARS.until}. Write it as year, month, day: 2026-11-22.`;
  if (code === 'held-before-started')
    return `A review on ${day ?? ''} is before the day it all started. Look at both dates.`;
  return (
    `Bank holidays are known from ${KNOWN_YEARS.from} to ${KNOWN_YEARS.until}, so 20 working days from ${day ?? ''} ` +
    'cannot be counted. If that date is right, count them by gov.uk/bank-holidays and tell whoever runs this service.'
  );
}

/**
 * When the next review is due, at the latest: the day itself is still in time, also at a weekend. Counted from the last one that was
 * held, not from when that was due. Looked after: the first within 20 working days, the second not more than three
 * months after it, each later one not more than six months after the one before (SI 2010/959, regulation 33). Pathway
 * plans: at least every six months (SI 2010/2571, regulation 7). Months are of the calendar: from a day that the
 * month has not, its last.
 * @throws Refusal `no-due-day` for what `faultInDates` finds.
 */
export function nextReview(dates: ReviewDates): DueReview {
  if (faultInDates(dates)) throw new Refusal('no-due-day');
  const { kind, startedOn } = dates;
  const held = [...new Set(dates.held)].sort();
  const last = held.at(-1);
  if (kind === 'pathway')
    return { dueOn: monthsLater(last ?? startedOn, LATER_MONTHS), rule: 'pathway-within-6-months' };
  if (last === undefined) return { dueOn: firstDue(startedOn), rule: 'within-20-working-days' };
  if (held.length === 1) return { dueOn: monthsLater(last, SECOND_MONTHS), rule: 'within-3-months' };
  return { dueOn: monthsLater(last, LATER_MONTHS), rule: 'within-6-months' };
}
