import { minutesAfter } from '../platform/clock.ts';

/** Where somebody is told that there is something new. */
export type NoticeKind = 'push' | 'email';

/** The event in the outbox: something was added to what this person sent. It names them, and nothing else. */
export const SOMETHING_NEW = 'person.something-new';

/** Nobody is told more often than this. */
const HOURS_BETWEEN = 6;

/** In England nobody is told from nine in the evening until eight in the morning. */
const NIGHT = { from: 21, until: 8 };

const HOUR_IN_ENGLAND = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Whether it is night by the clocks of England. */
export function isNight(at: Date): boolean {
  const hour = Number(HOUR_IN_ENGLAND.format(at));
  return hour >= NIGHT.from || hour < NIGHT.until;
}

/** Whoever was told after this instant is not told again yet. */
export function windowBegan(at: Date): Date {
  return minutesAfter(at, -HOURS_BETWEEN * 60);
}

/** After so many failures in a row, the next try: five minutes, then twice as long each time, six hours at most. */
export function nextTry(failures: number, at: Date): Date {
  return minutesAfter(at, Math.min(5 * 2 ** Math.max(0, failures - 1), HOURS_BETWEEN * 60));
}

/** How it went to bring one notice somewhere. */
export type Outcome =
  | 'sent'
  /** There is nobody there any more: a push service says so with 404 or 410. */
  | 'gone'
  /** It surely did not arrive. */
  | 'refused'
  /** It may have arrived: the connection broke before we were told. */
  | 'unsure';

export interface Brought {
  outcome: Outcome;
  /** What a log may say of it: a kind of fault, never an address. */
  fault?: string;
}

/** After so many tries in a row, most of a day, one notice is let go; the next one is tried anew. */
const GIVE_UP_AFTER = 10;

/**
 * What becomes of a person's notice after it was taken to each of their addresses.
 * @param failuresBefore how often in a row it had arrived nowhere already.
 */
export function afterBringing(
  outcomes: readonly Outcome[],
  failuresBefore: number,
): 'told' | 'next-window' | 'soon-again' | 'given-up' {
  if (outcomes.includes('sent')) return 'told';
  if (!outcomes.includes('refused') && !outcomes.includes('unsure')) return 'told';
  if (failuresBefore + 1 >= GIVE_UP_AFTER) return 'given-up';
  return outcomes.includes('unsure') ? 'next-window' : 'soon-again';
}
