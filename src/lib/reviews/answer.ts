import type { PieceName } from '../voice/pieces.ts';
import type { Audience } from './audience.ts';
import type { QuestionId } from './questions.ts';

/** The most letters one answer may have. */
export const ANSWER_MAX = 2_000;
/** The most answers that one form may have. */
export const ANSWERS_MAX = 80;
/** The most pieces of recordings, and of drawings, that one form may have: `voice.0` to `voice.15`. */
export const PIECES_OF_A_KIND = 16;

/** What somebody answered, in one of the ways there are. */
export type AnswerValue =
  | { kind: 'choice'; value: string }
  | { kind: 'words'; value: string }
  /** 1 is very sad, 5 is very happy. */
  | { kind: 'face'; value: number }
  /** 0 is very worried, 10 is good and safe. */
  | { kind: 'scale'; value: number }
  | { kind: 'voice' | 'drawing'; type: string; seconds: number | null; pieces: PieceName[] };

/** One answer, as it is sealed: JSON of this, under the key of its audience. */
export interface Answer {
  question: QuestionId;
  value: AnswerValue;
}

/** An answer and whom it is for. */
export interface AnswerFor extends Answer {
  audience: Audience;
}

/** An answer as it was opened. */
export interface OpenedAnswer extends AnswerFor {
  answerId: string;
}
