import type { Lang } from '../i18n/languages.ts';
import { isDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { readWords, type PlainWords } from './plain-words.ts';

/** What shows that a decision was done: for the Council, and for everyone where it is marked public. */
export interface NewEvidence {
  words: PlainWords;
  /** An https address, or null. */
  link: string | null;
  /** `YYYY-MM-DD`: when what it tells of happened. */
  happenedOn: string;
  isPublic: boolean;
}

export interface Evidence extends NewEvidence {
  evidenceId: string;
}

const LINK_MAX = 500;

/** Why an address cannot be shown to young people, or null. */
function linkFault(link: string): string | null {
  if (link.length > LINK_MAX) return `Use at most ${LINK_MAX} characters: this has ${link.length}.`;
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return 'Give a whole address that begins with https://, or leave it empty.';
  return null;
}

/** Reads the form that adds evidence. What happened has happened: its day is not to come. */
export function parseEvidence(
  typed: Typed,
  langs: readonly Lang[],
  today: string,
): { evidence: NewEvidence } | { faults: Faults } {
  const faults: Faults = {};
  const words = readWords(typed, 'words', langs, 'Say in one plain sentence what shows it.', faults);
  const link = (typed.link ?? '').trim();
  const ofLink = link === '' ? null : linkFault(link);
  if (ofLink) faults.link = ofLink;
  const happenedOn = (typed.happenedOn ?? '').trim();
  if (!isDay(happenedOn)) faults.happenedOn = 'Give a day, as year-month-day.';
  else if (happenedOn > today) faults.happenedOn = 'Give a day that is not still to come.';
  if (Object.keys(faults).length > 0) return { faults };
  return { evidence: { words, link: link || null, happenedOn, isPublic: typed.public === 'yes' } };
}
