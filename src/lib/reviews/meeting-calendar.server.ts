import { createHash } from 'node:crypto';
import ical, { ICalAlarmType } from 'ical-generator';
import { asShown, EUROPE_LONDON, inUtc } from '../platform/england-calendar.ts';
import { toDay, toTimeOfDay } from '../platform/clock.ts';
import type { Review } from './review.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** How long the entry lasts: nobody here knows how long a meeting will be. */
const MINUTES = 60;

/** The same for the same meeting, so that a calendar replaces its entry; it is no id that anybody else has. */
function uidOf({ authorityId, reviewId }: Pick<Review, 'authorityId' | 'reviewId'>): string {
  return createHash('sha256').update(`meeting|${authorityId}|${reviewId}`).digest('hex').slice(0, 32);
}

/** An hour after a time of day, on the same day. */
function endOf(day: string, time: string): Date {
  const end = asShown(day, time);
  end.setMinutes(end.getMinutes() + MINUTES);
  return end;
}

/**
 * The meeting as a calendar entry (RFC 5545): a neutral title, the day and the time, a reminder the day before. Whoever
 * looks over a shoulder at a calendar learns nothing else: no council, no app, no place, no link, no word of what it is.
 * @param moves how often its day or time was changed, or a number that grows with it: a calendar takes the later one for the same meeting.
 * @returns null where no day is planned.
 */
export function meetingCalendar(
  review: Pick<Review, 'authorityId' | 'reviewId' | 'plannedOn' | 'plannedAt'>,
  { title, moves, now }: { title: string; moves: number; now: Date },
): string | null {
  const { plannedOn: day, plannedAt: time } = review;
  if (!day) return null;
  const calendar = ical({
    prodId: { company: 'Calendar', product: 'Meeting', language: 'EN' },
    timezone: { name: 'Europe/London', generator: () => EUROPE_LONDON },
  });
  const utc = now.toISOString();
  const event = calendar.createEvent({
    id: uidOf(review),
    sequence: moves,
    stamp: asShown(utc.slice(0, 10), utc.slice(11, 16)),
    start: asShown(day, time ?? undefined),
    end: time ? endOf(day, time) : null,
    allDay: time === null,
    timezone: 'Europe/London',
    summary: title,
  });
  // A whole day begins at midnight: the reminder comes in the afternoon before.
  event.createAlarm({
    type: ICalAlarmType.display,
    triggerBefore: time ? DAY : 8 * HOUR,
    description: title,
  });
  return inUtc(calendar.toString());
}

/** Whether there is still a meeting to be reminded of. */
export function isToCome(
  { state, plannedOn, plannedAt }: Pick<Review, 'state' | 'plannedOn' | 'plannedAt'>,
  now: Date,
): boolean {
  if (state !== 'planned' || !plannedOn) return false;
  const today = toDay(now);
  return plannedOn > today || (plannedOn === today && (plannedAt ?? '24:00') > toTimeOfDay(now));
}
