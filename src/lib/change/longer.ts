import type { Lang } from '../i18n/languages.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { dueDayFault } from './decision.ts';
import { readWords, type PlainWords } from './plain-words.ts';

/** "We need longer, because": a later due day and the reason, which those who said it read. */
export interface NewDueDay {
  dueOn: string;
  because: PlainWords;
}

/** One such change, as it is kept. */
export interface Delay extends NewDueDay {
  number: number;
  round: number;
  changedAt: string;
}

/** Reads the form that moves a due day. @param stands the day that stands now: the new one must be later. */
export function parseNewDueDay(
  typed: Typed,
  langs: readonly Lang[],
  today: string,
  stands: string,
): { longer: NewDueDay } | { faults: Faults } {
  const faults: Faults = {};
  const dueOn = (typed.dueOn ?? '').trim();
  const ofDay = dueDayFault(dueOn, today);
  if (ofDay) faults.dueOn = ofDay;
  else if (dueOn <= stands) faults.dueOn = 'Give a day that is later than the one that stands.';
  const missing = 'Say why you need longer, in plain words: those who said it read it.';
  const because = readWords(typed, 'because', langs, missing, faults);
  return Object.keys(faults).length > 0 ? { faults } : { longer: { dueOn, because } };
}
