import { instantAt, isDay, minutesAfter, toDay, toInstant } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';

/** What the duty team writes when it takes a message out of the flow. */
export interface HoldNote {
  what: string;
  /** To whom it happened: "not known" is an answer. */
  whom: string;
  /** The team that takes it on. */
  handTo: string;
  /** By when it must be handed over: an instant. */
  dueAt: string;
}

const WHAT_MAX = 2_000;
const WHOM_MAX = 500;
const HAND_TO_MAX = 120;
const DAYS_MAX = 7;

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(:\d{2})?$/;

/** The end of the day in England, which at its last minute is a minute ahead. */
function endOfToday(now: Date): Date {
  const end = instantAt(toDay(now), '23:59');
  return end > now ? end : minutesAfter(now, 1);
}

function parseDue(typed: Typed, now: Date): { due: Date } | { faults: Faults } {
  if (typed.by === 'hour') return { due: minutesAfter(now, 60) };
  if (typed.by === 'today') return { due: endOfToday(now) };
  if (typed.by !== 'time') return { faults: { by: 'Choose by when it is handed over.' } };
  const [, day = '', hour = '', minute = ''] = LOCAL_TIME.exec((typed.at ?? '').trim()) ?? [];
  if (!isDay(day)) return { faults: { at: 'Write a day and a time, such as 2026-11-23T09:30.' } };
  const due = instantAt(day, `${hour}:${minute}`);
  if (due <= now) return { faults: { at: 'This time has passed. Choose one that is still to come.' } };
  if (due > minutesAfter(now, DAYS_MAX * 24 * 60))
    return { faults: { at: `Choose a time within ${DAYS_MAX} days.` } };
  return { due };
}

function tooLong(text: string, most: number): string | null {
  return text.length > most ? `Use at most ${most} characters: this has ${text.length}.` : null;
}

/** @param now what "within the hour" and "today" are counted from. */
export function parseHold(typed: Typed, now: Date): { note: HoldNote } | { faults: Faults } {
  const what = (typed.what ?? '').trim();
  const whom = (typed.whom ?? '').trim();
  const handTo = (typed.handTo ?? '').trim();
  const due = parseDue(typed, now);
  const missing = {
    what: what === '' ? 'Write what happened, and why it cannot wait in the queue.' : tooLong(what, WHAT_MAX),
    whom:
      whom === ''
        ? 'Say to whom, or “not known”. It is what the next team asks first.'
        : tooLong(whom, WHOM_MAX),
    handTo: handTo === '' ? 'Say which team takes it on.' : tooLong(handTo, HAND_TO_MAX),
  };
  const faults: Faults = 'faults' in due ? due.faults : {};
  for (const [field, fault] of Object.entries(missing)) if (fault) faults[field] = fault;
  if ('faults' in due || Object.keys(faults).length > 0) return { faults };
  return { note: { what, whom, handTo, dueAt: toInstant(due.due) } };
}

const REFERENCE_MAX = 60;

/** The receiving team's own reference: proof that somebody there has it. */
export function parseHandOver(typed: Typed): { reference: string } | { faults: Faults } {
  const reference = (typed.reference ?? '').trim();
  if (reference === '') return { faults: { reference: 'Write the reference the other team gave you.' } };
  if (reference.length > REFERENCE_MAX)
    return { faults: { reference: `Use at most ${REFERENCE_MAX} characters.` } };
  return { reference };
}

const WHY_MAX = 1_000;

/** What a moderator is worried about, for the duty team to read. */
export function parseAsk(typed: Typed): { why: string } | { faults: Faults } {
  const why = (typed.why ?? '').trim();
  const fault = why === '' ? 'Write what worries you. One sentence is enough.' : tooLong(why, WHY_MAX);
  return fault ? { faults: { why: fault } } : { why };
}

/** The clock of a hold that is not handed over yet. */
interface HoldClock {
  heldAt: string;
  dueAt: string;
}

const HOUR = 3_600_000;

/** What clocks of two servers may differ by. */
const SKEW = 5 * 60_000;

/** How late a hand-over is, in hours; 0 while it is in time. */
export function hoursLate({ dueAt }: HoldClock, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(dueAt)) / HOUR);
}

/** Who is told of a late hand-over, in the order in which it reaches them. */
export const lateReaches = [
  { role: 'safeguarding-duty', afterHours: 0 },
  { role: 'service-lead', afterHours: 1 },
  { role: 'advocate', afterHours: 4 },
] as const;

export type ToldOfLate = (typeof lateReaches)[number]['role'];

/**
 * Who is told now that a hold is late: the duty team at once, after an hour the service lead, after four the advocate.
 * It follows from the times alone, so a clock that jumps and is put right leaves nothing behind. A hold from the future
 * was made by a clock that was wrong: nobody knows how old it is, so everybody is told.
 */
export function whoIsTold(hold: HoldClock, now: Date): ToldOfLate[] {
  const isFromTheFuture = Date.parse(hold.heldAt) > now.getTime() + SKEW;
  const sinceDue = (now.getTime() - Date.parse(hold.dueAt)) / HOUR;
  return lateReaches
    .filter(({ afterHours }) => isFromTheFuture || (sinceDue > 0 && sinceDue >= afterHours))
    .map(({ role }) => role);
}
