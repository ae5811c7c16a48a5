import type { Faults, Typed } from '../../platform/forms.ts';
import { findIdentifying } from './find-identifying.ts';
import { kindNames } from './found.ts';

/** What was found in a point that is about to be sent: its words in pieces, and those found. */
export interface LookAgain {
  pieces: { text: string; kind: string | null }[];
  /** The found words, as the tick box sends them back: what was looked at need not be looked at again. */
  looked: string;
}

const asLooked = (words: string) => words.toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * The last look at a point: whether anything in it may still tell who somebody is. It asks once; whoever wrote the
 * point decides, by ticking that nothing of what was found does.
 * @param typed the form: `text`, and in `looked` what was looked at before.
 * @returns null when there is nothing, or nothing new.
 */
export function lookAgain(typed: Typed): { faults: Faults; again: LookAgain } | null {
  const text = typed.text ?? '';
  const found = findIdentifying(text, 'en');
  const before = new Set((typed.looked ?? '').split('|'));
  if (found.every(({ from, to }) => before.has(asLooked(text.slice(from, to))))) return null;
  const pieces: LookAgain['pieces'] = [];
  let end = 0;
  for (const { from, to, kind } of found) {
    pieces.push(
      { text: text.slice(end, from), kind: null },
      { text: text.slice(from, to), kind: kindNames[kind] },
    );
    end = to;
  }
  pieces.push({ text: text.slice(end), kind: null });
  const looked = found.map(({ from, to }) => asLooked(text.slice(from, to))).join('|');
  const fault = 'This may tell who somebody is. Take out what is marked below, or tick that you have looked.';
  return { faults: { text: fault }, again: { pieces: pieces.filter((piece) => piece.text !== ''), looked } };
}
