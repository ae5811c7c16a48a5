import { wellFormed } from '../platform/forms.ts';
import { ANSWER_MAX, type AnswerFor, type AnswerValue } from './answer.ts';
import { FIRST_AUDIENCE, isAudience, type Audience } from './audience.ts';
import {
  AUDIENCE_FIELD,
  audienceFieldOf,
  fieldOf,
  questionsFor,
  type Age,
  type AnswerKind,
  type Question,
  type QuestionId,
} from './questions.ts';

/** Why a field of the form cannot be taken, as a message key. */
export type ReviewFault =
  | 'review.faults.answer-unknown'
  | 'review.faults.audience-unknown'
  | 'review.faults.question-unknown'
  | 'review.faults.words-too-long';

/** Faces from very sad to very happy, and the steps of the scale, as the form has them. */
export const faces = ['1', '2', '3', '4', '5'] as const;
export const scaleSteps = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** What is read from fields; a recording or a drawing is a file, and is attached by whoever has it. */
type FieldKind = Exclude<AnswerKind, 'voice' | 'drawing'>;
const fieldKinds = ['choice', 'face', 'scale', 'words'] as const satisfies readonly FieldKind[];

function textIn(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? wellFormed(value) : '';
}

/** @returns null where nothing was answered. */
function readValue(kind: FieldKind, text: string, { options }: Question): AnswerValue | ReviewFault | null {
  if (text.trim() === '') return null;
  if (kind === 'words')
    return [...text].length > ANSWER_MAX ? 'review.faults.words-too-long' : { kind, value: text };
  const known: readonly string[] = kind === 'choice' ? (options ?? []) : kind === 'face' ? faces : scaleSteps;
  if (!known.includes(text)) return 'review.faults.answer-unknown';
  return kind === 'choice' ? { kind, value: text } : { kind, value: Number(text) };
}

/**
 * Whom the answers to a question are for: as it says itself, or else as the form says. What names no audience of ours
 * is for the officer alone, and `readViewsForm` says that it could not be read.
 */
export function audienceIn(fields: FormData, id: QuestionId): Audience {
  const own = textIn(fields, audienceFieldOf(id));
  const chosen = own || textIn(fields, AUDIENCE_FIELD);
  return isAudience(chosen) ? chosen : FIRST_AUDIENCE;
}

/** Answers to what is not asked in this wording: they must not be lost without a word. */
function hasAnswersNobodyAsked(fields: FormData, asked: readonly Question[]): boolean {
  const known = new Set(asked.flatMap(({ id, kinds }) => kinds.map((kind) => `q.${id}.${kind}`)));
  for (const [name, value] of fields)
    if (name.startsWith('q.') && !known.has(name) && typeof value === 'string' && value.trim() !== '')
      return true;
  return false;
}

/**
 * Reads the form in which somebody prepares a review: on the phone before it is sealed, and on the server for a phone
 * without JavaScript. Every question may be left out.
 * @returns answers without recordings and drawings, in the order of the questions, and faults by field name.
 */
export function readViewsForm(
  fields: FormData,
  age: Age,
): { answers: AnswerFor[]; faults: Record<string, ReviewFault> } {
  const answers: AnswerFor[] = [];
  const faults: Record<string, ReviewFault> = {};
  const asked = questionsFor(age);
  if (hasAnswersNobodyAsked(fields, asked)) faults.form = 'review.faults.question-unknown';
  for (const question of asked) {
    for (const kind of fieldKinds.filter((one) => question.kinds.includes(one))) {
      const name = fieldOf(question.id, kind);
      const value = readValue(kind, textIn(fields, name), question);
      if (typeof value === 'string') faults[name] = value;
      else if (value)
        answers.push({ question: question.id, value, audience: audienceIn(fields, question.id) });
    }
    const audience = textIn(fields, audienceFieldOf(question.id));
    if (audience !== '' && !isAudience(audience))
      faults[audienceFieldOf(question.id)] = 'review.faults.audience-unknown';
  }
  const forAll = textIn(fields, AUDIENCE_FIELD);
  if (forAll !== '' && !isAudience(forAll)) faults[AUDIENCE_FIELD] = 'review.faults.audience-unknown';
  return { answers, faults };
}

/** All that was typed, to look for words that sound like danger. */
export const wordsIn = (answers: readonly AnswerFor[]): string =>
  answers.flatMap(({ value }) => (value.kind === 'words' ? [value.value] : [])).join('\n');
