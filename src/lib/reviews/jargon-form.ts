import type { Faults, Typed } from '../platform/forms.ts';
import type { Term } from './default-jargon.ts';
import { findJargon } from './find-jargon.ts';

const TERM_MAX = 60;
const PLAIN_MAX = 120;

const tooLong = (most: number, has: number) => `Use at most ${most} characters: this has ${has}.`;
const oneLine = (text = '') => text.replace(/\s+/g, ' ').trim();

/** Reads a word for the list and what to say in its place. */
export function parseTerm(typed: Typed): { term: Term } | { faults: Faults } {
  const faults: Faults = {};
  const [term, plain] = [oneLine(typed.term), oneLine(typed.plain)];
  if (!/\p{L}/u.test(term)) faults.term = 'Write the word or the letters that should not be in a record.';
  else if (term.length > TERM_MAX) faults.term = tooLong(TERM_MAX, term.length);
  if (!/\p{L}/u.test(plain))
    faults.plain = 'Write what to say in its place, as you would to a nine-year-old.';
  else if (plain.length > PLAIN_MAX) faults.plain = tooLong(PLAIN_MAX, plain.length);
  else if (!faults.term && findJargon(plain, [{ term, plain }]).length > 0)
    faults.plain = 'These plain words have the word itself in them. Say it without it.';
  return Object.keys(faults).length > 0 ? { faults } : { term: { term, plain } };
}
