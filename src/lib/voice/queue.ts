import type { StageDays } from '../authorities/authority.ts';
import { addWorkingDays, runsOutBefore, workingDaysBetween } from '../authorities/working-days.ts';
import { startOfDay, toDay, toInstant } from '../platform/clock.ts';
import type { MessageFacts } from './message.ts';

/** Messages on one page of a queue. */
export const QUEUE_PAGE = 50;

/** Nobody counts further than this: a queue says "more than 1,000". */
export const COUNT_TO = 1_000;

/** A message as it stands in a queue. */
export type QueuedMessage = Pick<
  MessageFacts,
  'messageId' | 'receivedAt' | 'lang' | 'soundsLikeDanger' | 'wantsPerson' | 'named' | 'wantsAnswer' | 'stage'
> & {
  /** Since when it waits in this queue. */
  since: string;
};

/**
 * Where a page of a queue ends: the next one goes on after it. A walk through the pages keeps to the one instant before
 * which what waits is late, so that midnight neither repeats nor leaves out a message.
 */
export interface QueuePlace {
  danger: boolean;
  person: boolean;
  since: string;
  messageId: string;
  lateBefore: string;
}

/** What has waited since before this instant is late, on the authority's own days. */
export function lateBefore(days: number, now: Date): string {
  return toInstant(startOfDay(runsOutBefore(toDay(now), days)));
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** A place as part of an address. */
export function writePlace({ danger, person, since, messageId, lateBefore: late }: QueuePlace): string {
  return [Number(danger), Number(person), since, late, messageId].join('~');
}

/** Reads a place from an address; null where it is none: then the queue begins at its head. */
export function readPlace(text: string | null): QueuePlace | null {
  const [danger = '', person = '', since = '', late = '', messageId = '', ...rest] = (text ?? '').split('~');
  const isFlag = (flag: string) => flag === '0' || flag === '1';
  const isPlace = isFlag(danger) && isFlag(person) && INSTANT.test(since) && INSTANT.test(late);
  if (!isPlace || rest.length > 0 || !/^[\w-]{1,80}$/.test(messageId)) return null;
  return { danger: danger === '1', person: person === '1', since, messageId, lateBefore: late };
}

/** Where a message stands in its queue. */
export function placeOf(message: QueuedMessage, late: string): QueuePlace {
  const { soundsLikeDanger, wantsPerson, since, messageId } = message;
  return { danger: soundsLikeDanger, person: wantsPerson, since, messageId, lateBefore: late };
}

/** How many wait, in words of the desk. @param count of at most one more than `COUNT_TO`. */
export function countInWords(count: number): string {
  return count > COUNT_TO ? 'more than 1,000' : String(count);
}

/** The clock of something that waits: what is left of its working days, or by how many it is late. */
export interface TimeLeft {
  text: string;
  late: boolean;
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What is left until a day, in working days. */
export function timeLeft(due: string, today: string): TimeLeft {
  if (due === today) return { text: 'Today', late: false };
  if (due > today) return { text: `${days(workingDaysBetween(today, due))} left`, late: false };
  return { text: `Late by ${days(Math.max(1, workingDaysBetween(due, today)))}`, late: true };
}

/** The clock of a message that has waited in a queue since an instant. */
export function queueClock(
  since: string,
  stageDays: StageDays,
  clock: 'screening' | 'moderation',
  now: Date,
) {
  return timeLeft(toDay(addWorkingDays(new Date(since), stageDays[clock])), toDay(now));
}
