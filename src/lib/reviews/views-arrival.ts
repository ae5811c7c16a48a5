import type { SealedPiece } from '../voice/seal-message.ts';
import type { Age } from './questions.ts';
import type { SealedViews } from './sealed-views.ts';

/** Sealed views that have come in and are not stored yet. */
export interface ViewsArrival {
  authorityId: string;
  lang: string;
  age: Age;
  views: SealedViews;
  /** The key the form or phone sent them with: sending twice is sending once. */
  sendKey: string;
  /** What must be the same when they are sent again. */
  payload: string;
  /** The review code as it was typed; null where their sender is signed in. */
  code: string | null;
  /** Whose they are, and their keys wrapped for them by record id. */
  person: { personId: string; keyId: string; wraps: Record<string, string> } | null;
  /** Pieces that were sealed here and are stored with them. What a phone sealed has come before. */
  sealedHere?: SealedPiece[];
}

/** What their sender gets back, the same however often they send. */
export interface ViewsTaken {
  viewsId: string;
  reviewId: string;
  receivedAt: string;
}
