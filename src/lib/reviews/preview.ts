import type { AnswerFor } from './answer.ts';
import { mayRead, type Reader } from './audience.ts';

/** What one reader will see of what somebody is about to send, in the order they will see it. */
export const previewOf = (answers: readonly AnswerFor[], reader: Reader): AnswerFor[] =>
  answers.filter(({ audience }) => mayRead(reader, audience));

/** What one reader will not see. */
export const keptFrom = (answers: readonly AnswerFor[], reader: Reader): AnswerFor[] =>
  answers.filter(({ audience }) => !mayRead(reader, audience));
