import { addWorkingDays, isWorkingDay } from '../authorities/working-days.ts';
import { instantAt, isDay, toDay } from '../platform/clock.ts';
import type { Review } from './review.ts';
import { missedBy } from './review-standing.ts';

/** Nobody plans further ahead than this: it is a slip of the pen in the year. */
const YEARS_AHEAD = 2;
const SCHOOL = { from: '09:00', until: '15:30' } as const;

export interface PlannedDay {
  plannedOn: string;
  /** `HH:MM`; null where no time is set yet. */
  plannedAt: string | null;
}

/** Reads the form. A day past the due day is taken, and so is one in school hours: `warningsOf` says what is to be said. */
export function parsePlannedDay(
  typed: Record<string, string>,
  now: Date,
): { planned: PlannedDay } | { faults: Record<string, string> } {
  const { plannedOn = '', plannedAt = '' } = typed;
  const today = toDay(now);
  if (!isDay(plannedOn)) return { faults: { plannedOn: 'Give the day of the review.' } };
  if (plannedOn < today)
    return {
      faults: {
        plannedOn:
          'That day is over. If the review was held then, say so under “It was held”; else give a day to come.',
      },
    };
  if (Number(plannedOn.slice(0, 4)) > Number(today.slice(0, 4)) + YEARS_AHEAD)
    return { faults: { plannedOn: 'That is years away. Look at the year again.' } };
  if (plannedAt !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(plannedAt))
    return { faults: { plannedAt: 'Write the time as hours and minutes, such as 16:00, or leave it out.' } };
  if (plannedAt !== '' && instantAt(plannedOn, plannedAt) < now)
    return { faults: { plannedAt: 'That time is over. Give a later one.' } };
  return { planned: { plannedOn, plannedAt: plannedAt || null } };
}

const count = (days: number) => (days === 1 ? '1 day' : `${days} days`);
const isOff = (day: string) => !isWorkingDay(new Date(`${day}T12:00:00Z`));
const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay();

/** What is to be said plainly of a planned day; none of it stops anybody. */
export function warningsOf({
  plannedOn,
  plannedAt,
  dueOn,
}: Pick<Review, 'plannedOn' | 'plannedAt' | 'dueOn'>): string[] {
  if (plannedOn === null) return [];
  const warnings: string[] = [];
  const late = missedBy(dueOn, plannedOn);
  if (late > 0) warnings.push(`This is ${count(late)} after the law’s last day.`);
  const isWeekend = [0, 6].includes(weekday(plannedOn));
  if (isWeekend) warnings.push('This is at a weekend.');
  else if (isOff(plannedOn)) warnings.push('This is a bank holiday.');
  else if (plannedAt !== null && plannedAt >= SCHOOL.from && plannedAt < SCHOOL.until)
    warnings.push(
      'This is in school hours, unless it is a school holiday. Ask them whether they would miss school.',
    );
  return warnings;
}

/** The last day on which the record of a review is in time. @param recordDays working days after it was held. */
export function recordDueOn(heldOn: string, recordDays: number): string {
  return toDay(addWorkingDays(new Date(`${heldOn}T12:00:00Z`), recordDays));
}
