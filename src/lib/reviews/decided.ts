/** What was decided at a review, as its officer writes it for the young person. Sealed under `decidedRecord`. */
export interface Decided {
  /** In plain words. */
  text: string;
  /** The same in easy words; empty where nobody wrote them. */
  easy: string;
}

/** One thing that somebody does, sealed the same way; by when is beside it (review_actions). */
export interface ActionWords {
  what: string;
  who: string;
}

/** What the young person says afterwards, sealed the same way. */
export interface Feedback {
  /** Was I listened to: 0 to 10. */
  listened: number | null;
  understood: 'yes' | 'partly' | 'no' | null;
  words: string;
}

/** The same as it is sealed: with the views whose receipt or account said it. Nobody else who sent views reads it. */
export interface SaidFeedback extends Feedback {
  /** Null where it was not kept. */
  by: string | null;
}

/** Whether an action happened, as its young person says. */
export type ActionOutcome = 'happened' | 'not';

/** What each is bound to: `field` of sealing/envelope.ts. */
export const DECIDED_FIELD = 'decided';
export const FEEDBACK_FIELD = 'feedback';
export const actionField = (actionId: string): string => `action/${actionId}`;

/** One action as it stands, its words opened. */
export interface OpenedAction extends ActionWords {
  actionId: string;
  reviewId: string;
  place: number;
  /** By which day; null where no day was said. */
  byOn: string | null;
  /** The action of an earlier review that this one goes on from. */
  carriedFrom: string | null;
  /** That its young person had said that it did not happen, when it was carried. */
  carriedAs: 'not' | null;
  /** Null until its young person says. */
  outcome: ActionOutcome | null;
  outcomeAt: string | null;
}

export const isOutcome = (text: string): text is ActionOutcome => text === 'happened' || text === 'not';
