import { isDay } from '../platform/clock.ts';
import { datesFaultInWords, faultInDates } from './review-dates.ts';
import { reviewReferenceFault } from './reference.ts';
import { reviewKinds, type ReviewKind } from './review.ts';

/** Reviews that somebody may have had before they came in here; half a childhood of them. */
const HELD_MAX = 40;

/** What an officer gives of a young person's reviews when they begin here. */
export interface NewSeries {
  reference: string;
  kind: ReviewKind;
  startedOn: string;
  /** Days on which reviews were held before. */
  held: string[];
  /** The adder, where it says nobody. */
  officerId?: string;
  workerId: string;
  /** Their account here, where the officer ticked that they sign in. */
  youngPersonId?: string | null;
}

/** The days in a text, one on each line or with commas between. */
export const daysIn = (typed: string): string[] => typed.split(/[\s,;]+/).filter(Boolean);

/** Reads the form. @param today `YYYY-MM-DD`, in England. */
export function parseNewSeries(
  typed: Record<string, string>,
  known: { officers: readonly string[]; workers: readonly string[] },
  today: string,
): { series: NewSeries & { officerId: string } } | { faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const reference = (typed.reference ?? '').trim();
  const ofReference = reviewReferenceFault(reference);
  if (ofReference) faults.reference = ofReference;
  const kind = reviewKinds.find((one) => one === typed.kind);
  if (!kind) faults.kind = 'Choose what is reviewed.';
  const { startedOn = '', officerId = '', workerId = '' } = typed;
  if (!isDay(startedOn)) faults.startedOn = 'Give the day on which it began.';
  else if (startedOn > today) faults.startedOn = 'That day is still to come. Give the day on which it began.';
  if (!known.officers.includes(officerId)) faults.officerId = 'Choose the IRO.';
  if (!known.workers.includes(workerId)) faults.workerId = 'Choose their worker.';
  const held = daysIn(typed.held ?? '');
  const wrong = held.find((day) => !isDay(day));
  const ahead = held.find((day) => day > today);
  if (wrong !== undefined)
    faults.held = `“${wrong}” is not a day. Write each as year-month-day, such as 2026-03-14, one on each line.`;
  else if (ahead !== undefined)
    faults.held = `${ahead} is still to come. Give only days on which a review was held; plan the next one afterwards.`;
  else if (held.length > HELD_MAX) faults.held = `Give the last ${HELD_MAX} at most.`;
  else if (new Set(held).size < held.length) faults.held = 'One of these days is there twice.';
  else if (kind && !faults.startedOn) {
    const ofDates = faultInDates({ kind, startedOn, held });
    if (ofDates)
      faults[ofDates.code === 'held-before-started' ? 'held' : 'startedOn'] = datesFaultInWords(ofDates);
  }
  if (!kind || Object.keys(faults).length > 0) return { faults };
  return { series: { reference, kind, startedOn, held: held.sort(), officerId, workerId } };
}
