import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import type { Typed } from '$lib/platform/forms.ts';
import { Refusal, type RefusalCode } from '$lib/platform/refusal.ts';
import type { AnswerFor } from '$lib/reviews/answer.ts';
import { ReviewCodeRefused, type CodeFault } from '$lib/reviews/code-refused.ts';
import { NoReview } from '$lib/reviews/no-review.ts';
import { CODE_FIELD, type Age } from '$lib/reviews/questions.ts';
import { audienceIn, readViewsForm, wordsIn, type ReviewFault } from '$lib/reviews/read-views-form.ts';
import type { AnswerFile } from '$lib/reviews/seal-views.ts';
import { andPickAgain, parseBeside, type Files } from '$lib/voice/beside.ts';
import type { MessageFault } from '$lib/voice/message.ts';

/** Why a form without JavaScript was not taken, by field, as message keys. */
export type FormFaults = Record<
  string,
  | ReviewFault
  | MessageFault
  | `review.faults.${CodeFault | 'code-missing' | 'no-review' | 'differently' | 'removed' | 'busy' | 'later'}`
  | 'review.as.signedOut'
>;

/** A form as a phone without JavaScript sent it. */
export interface ReadReview {
  answers: AnswerFor[];
  /** The bytes of recordings and drawings, which are answers too. */
  attachments: AnswerFile[];
  faults: FormFaults;
  danger: boolean;
}

/**
 * Reads what was typed and picked. The two file fields of such a phone go with the good things, the first that is asked:
 * on a phone with JavaScript every question has its own.
 */
export function readReview(typed: Typed, files: Files, age: Age): ReadReview {
  const fields = new FormData();
  for (const [name, value] of Object.entries(typed)) fields.set(name, value);
  const { answers, faults } = readViewsForm(fields, age);
  const { beside, faults: fileFaults } = parseBeside({}, files);
  const attachments = beside.attachments.map(({ kind, type, seconds, bytes }) => {
    const value = { kind, type, seconds, pieces: [] };
    const place = answers.push({ question: 'good', value, audience: audienceIn(fields, 'good') }) - 1;
    return { answer: place, bytes };
  });
  return {
    answers,
    attachments,
    faults: { ...faults, ...fileFaults },
    danger: soundsLikeDanger(wordsIn(answers)),
  };
}

/** What else is wrong with a form that is to be sent: without a session it needs a code. */
export const codeFault = (typed: Typed): FormFaults =>
  (typed[CODE_FIELD] ?? '').trim() === '' && !typed.as ? { [CODE_FIELD]: 'review.faults.code-missing' } : {};

/** Adds that files must be picked again: a page cannot give them back as it gives words back. */
export const withFilesAgain = (faults: FormFaults, files: Files): FormFaults => ({
  ...andPickAgain({}, files),
  ...faults,
});

const refused: Partial<Record<RefusalCode, FormFaults[string]>> = {
  'already-sent-differently': 'review.faults.differently',
  removed: 'review.faults.removed',
  'sign-in-needed': 'review.as.signedOut',
};

/** Why the use case did not take it, beside the field where it can be put right; null for any other fault. */
export function sendFault(fault: unknown): FormFaults | null {
  if (fault instanceof ReviewCodeRefused || fault instanceof NoReview)
    return { [CODE_FIELD]: `review.faults.${fault.fault}` };
  const form = fault instanceof Refusal ? refused[fault.code] : undefined;
  return form ? { form } : null;
}
