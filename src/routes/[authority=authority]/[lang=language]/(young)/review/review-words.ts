import type { MessageKey, Translate } from '$lib/i18n/translator.ts';
import type { AnswerFor } from '$lib/reviews/answer.ts';
import type { Age, QuestionId } from '$lib/reviews/questions.ts';

/** A question in one wording. Which wordings there are is in questions.ts; a test reads that each has its message. */
export const questionKey = (id: QuestionId, age: Age): MessageKey => `review.q.${id}.${age}` as MessageKey;

/** One of the things a choice may be. */
export const optionKey = (id: QuestionId, option: string): MessageKey =>
  `review.options.${id}.${option}` as MessageKey;

/** A question in two or three words, for lists. */
export const nameOf = (t: Translate, id: QuestionId): string => t(`review.names.${id}`);

/** An answer as a person reads it. */
export function answerText(t: Translate, { question, value }: Pick<AnswerFor, 'question' | 'value'>): string {
  switch (value.kind) {
    case 'words':
      return value.value;
    case 'choice':
      return t(optionKey(question, value.value));
    case 'face':
      return t(`review.faces.${value.value}` as MessageKey);
    case 'scale':
      return t('review.answer.scale', { step: value.value });
    case 'voice':
    case 'drawing':
      return t(`review.answer.${value.kind}`);
  }
}
