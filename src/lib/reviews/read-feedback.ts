import type { Feedback } from './decided.ts';

/** The most letters that somebody may add. */
export const FEEDBACK_MAX = 2_000;

/** What the form has: nothing of it must be answered, and no mark is made of it. */
export interface TypedFeedback {
  listened?: string | undefined;
  understood?: string | undefined;
  words?: string | undefined;
}

/** @returns what was said, or which field cannot be read. */
export function readFeedback({
  listened = '',
  understood = '',
  words = '',
}: TypedFeedback): Feedback | { fault: 'listened' | 'understood' | 'words' } {
  if (listened !== '' && !/^(10|\d)$/.test(listened)) return { fault: 'listened' };
  if (!['', 'yes', 'partly', 'no'].includes(understood)) return { fault: 'understood' };
  if ([...words.trim()].length > FEEDBACK_MAX) return { fault: 'words' };
  return {
    listened: listened === '' ? null : Number(listened),
    understood: understood === '' ? null : (understood as Feedback['understood']),
    words: words.trim(),
  };
}

export const saysNothing = ({ listened, understood, words }: Feedback): boolean =>
  listened === null && understood === null && words === '';
