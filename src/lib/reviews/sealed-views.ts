import type { WrappedKeys } from '../sealing/records.ts';
import type { NamedPiece } from '../voice/seal-message.ts';
import { audiences, type Audience } from './audience.ts';

/** The record under whose key the answers of one audience are sealed: a key for each, so that none opens another. */
export const audienceRecord = (viewsId: string, audience: Audience): string => `${viewsId}.${audience}`;

/** The record that is their young person's and the officer's: opens what is written for them after the meeting. */
export const ownRecord = (viewsId: string): string => `${viewsId}.own`;

/** The record of what was decided at a review; its key is wrapped for each of its young person's own records. */
export const decidedRecord = (reviewId: string): string => `${reviewId}.decided`;

/** The record ids of all the keys that views may have. */
export const recordsOf = (viewsId: string): string[] => [
  ownRecord(viewsId),
  ...audiences.map((audience) => audienceRecord(viewsId, audience)),
];

/** Keys wrapped for a person, by record id in place of `own` and audience (`SealedViewsForm.forPerson`). */
export function wrapsByRecord(viewsId: string, forPerson: Record<string, string>): Record<string, string> {
  const records = new Set(recordsOf(viewsId));
  const named = Object.entries(forPerson).map(([name, wrap]) => [`${viewsId}.${name}`, wrap] as const);
  return Object.fromEntries(named.filter(([recordId]) => records.has(recordId)));
}

/** What one sealed answer is bound to: `field` of sealing/envelope.ts. */
export const answerField = (answerId: string): string => `answer/${answerId}`;

export interface SealedAnswerFor {
  /** A UUID, made by whoever seals. */
  answerId: string;
  audience: Audience;
  /** JSON of an `Answer` (answer.ts). */
  sealed: string;
}

/** Views that only their review's readers, and their young person's receipt, can open. */
export interface SealedViews {
  /** A UUID. */
  viewsId: string;
  /** Finds them again, in base64url (voice/stretch.ts). */
  verifier: string;
  /** The key of `ownRecord`. */
  own: WrappedKeys;
  /** The key of each audience that has an answer. */
  keys: Partial<Record<Audience, WrappedKeys>>;
  answers: SealedAnswerFor[];
  /** The pieces of recordings and drawings, each sealed with the key of its answer's audience, sent before. */
  pieces: NamedPiece[];
}

/** What a phone sends to `…/review/sealed`. */
export interface SealedViewsForm {
  /** Sent twice, it is still one. */
  key: string;
  views: SealedViews;
  age: string;
  /** The review code, as it was typed; null where its sender is signed in. */
  code: string | null;
  /** Who sends it signed in, and the keys wrapped to their own: `own` and each audience. */
  as: string | null;
  forPerson: Record<string, string> | null;
}
