import type { AnswerValue } from './answer.ts';
import type { ActionWords, Decided, Feedback } from './decided.ts';
import type { Audience, Reader } from './audience.ts';
import type { ReviewKind } from './review.ts';

/** A new number when what a case system reads here changes its meaning. */
export const HAND_OVER_FORMAT = 'said-and-done review 1';

/** One answer as it is handed over. A recording or a drawing is in it whole. */
export interface HandedAnswer {
  question: string;
  audience: Audience;
  /** Who may read it: the case system must keep to it. */
  readers: readonly Reader[];
  value: Exclude<AnswerValue, { pieces: unknown }> | HandedFile;
}

/** A recording or drawing; `base64` is null where it could not be opened. */
export interface HandedFile {
  kind: 'voice' | 'drawing';
  type: string;
  seconds: number | null;
  base64: string | null;
}

/** What one young person sent before the review. */
export interface HandedViews {
  receivedAt: string;
  lang: string;
  age: string;
  answers: HandedAnswer[];
  /** How many answers they took back, and how many could not be opened. */
  takenBack: number;
  unreadable: number;
}

/** Everything of one review, for the authority's case system, before it is deleted here. */
export interface HandOver {
  format: typeof HAND_OVER_FORMAT;
  /** The authority, and its own reference of the young person. */
  authority: string;
  reference: string;
  kind: ReviewKind;
  number: number;
  dueOn: string;
  plannedOn: string | null;
  heldOn: string | null;
  came: string | null;
  conveyed: string | null;
  /** PN0 to PN7, where the officer confirmed one. */
  code: string | null;
  views: HandedViews[];
  /** Null where nothing was written, or it could not be opened. */
  decided: Decided | null;
  actions: (ActionWords & { byOn: string | null; outcome: string | null })[];
  feedback: Feedback | null;
  issues: { theme: string; raisedOn: string; outcome: string | null; resolvedOn: string | null }[];
  handedOverAt: string;
  /** The day after which nothing of it is here any more. */
  shreddedAfter: string | null;
}
