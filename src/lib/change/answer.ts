import type { Lang } from '../i18n/languages.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import type { AnswerKind } from './decision.ts';
import { textFault } from './plain-words.ts';

/** What everyone reads in one language: what was said, the answer and, where we can't, why. */
export interface PublishedWords {
  said: string;
  answer: string;
  because?: string;
}

export interface NewAnswer {
  state: AnswerKind;
  answer: Partial<Record<Lang, PublishedWords>>;
}

const MISSING = {
  said: 'Say in plain words what was said.',
  answer: 'Say in plain words what you did, or what you can’t do.',
  because: 'Say why you can’t: young people are owed a reason.',
};

/**
 * Reads the form that publishes an answer: English, and any other language whole. "We can't" needs its because in every
 * language it is said in; with "we did" there is none.
 */
export function parseAnswer(
  typed: Typed,
  langs: readonly Lang[],
): { answer: NewAnswer } | { faults: Faults } {
  const faults: Faults = {};
  const state = typed.state ?? '';
  if (state !== 'we-did' && state !== 'we-cant') faults.state = 'Choose “We did” or “We can’t, because”.';
  const fields =
    state === 'we-cant' ? (['said', 'answer', 'because'] as const) : (['said', 'answer'] as const);
  const answer: Partial<Record<Lang, PublishedWords>> = {};
  for (const lang of langs) {
    const words = Object.fromEntries(
      fields.map((field) => [field, (typed[`${field}-${lang}`] ?? '').trim()]),
    ) as unknown as PublishedWords;
    const begun = words.answer !== '' || (words.because ?? '') !== '';
    if (lang !== 'en' && !begun) continue;
    for (const field of fields) {
      const fault = textFault(words[field] ?? '', MISSING[field]);
      if (fault) faults[`${field}-${lang}`] = fault;
    }
    answer[lang] = words;
  }
  if (Object.keys(faults).length > 0) return { faults };
  return { answer: { state: state as AnswerKind, answer } };
}
