import type { Db } from '../platform/database.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findActionRows, findSentRecord, openAction, openDecided } from './actions.queries.server.ts';
import { openDecidedForAuthority, openDecidedWithOwn } from './decided-keys.server.ts';
import type { Decided, Feedback, OpenedAction } from './decided.ts';
import { openFeedback } from './give-feedback.server.ts';
import { keptUntil } from './kept-until.ts';
import { type OwnViews, type OwnViewsKeys, readOwnViews } from './own-views.server.ts';
import { noteRecordOpened } from './record.queries.server.ts';
import type { Review } from './review.ts';
import { findReview } from './reviews.queries.server.ts';

/** Views of one young person for one review, opened: one with a receipt, all of them for who is signed in. */
export type OwnAtReview = readonly [OwnViewsKeys, ...OwnViewsKeys[]];

/** One review as its own young person reads it, before and after the meeting. */
export interface OwnAfter {
  review: Review;
  /** The newest first. */
  views: OwnViews[];
  decided: (Decided & { sentAt: string; changedAt: string | null }) | null;
  /** That something was sent and does not open with this key. */
  closed: boolean;
  /** This review's own actions, once they are sent; before that only what came over from last time. */
  actions: OpenedAction[];
  feedback: Feedback | null;
  /** The last day on which all of this can be read here; null before the meeting. */
  keptUntil: string | null;
}

async function ownDecidedKey(db: Db, authorityId: string, own: OwnAtReview) {
  for (const { facts, ownKey } of own) {
    const key = await openDecidedWithOwn(db, authorityId, facts.reviewId, facts.viewsId, ownKey);
    if (key) return key;
  }
  return null;
}

/** What they said of the meeting: of several who sent views for it, each reads their own and nobody else's. */
async function ownFeedback(
  db: Db,
  key: Uint8Array<ArrayBuffer>,
  authorityId: string,
  own: OwnAtReview,
): Promise<Feedback | null> {
  const said = await openFeedback(db, key, authorityId, own[0].facts.reviewId);
  if (!said || !own.some(({ facts }) => facts.viewsId === said.by)) return null;
  const { listened, understood, words } = said;
  return { listened, understood, words };
}

/**
 * What was decided, opened with their own key. Before it is sent, what came over from last time is opened with the
 * authority's: they have read it before, and their own key is wrapped only when something is sent.
 */
async function readDecided({ db, ring, clock }: VoiceContext, authorityId: string, own: OwnAtReview) {
  const { reviewId } = own[0].facts;
  const sent = await findSentRecord(db, authorityId, reviewId);
  const rows = (await findActionRows(db, authorityId, reviewId)).filter(
    ({ carried_from }) => sent !== null || carried_from !== null,
  );
  const key = sent
    ? await ownDecidedKey(db, authorityId, own)
    : rows.length > 0
      ? await openDecidedForAuthority(db, ring, authorityId, reviewId)
      : null;
  if (sent && key) await noteRecordOpened(db, authorityId, reviewId, clock());
  return {
    decided:
      sent && key
        ? { ...(await openDecided(key, sent)), sentAt: sent.sent_at ?? '', changedAt: sent.changed_at }
        : null,
    closed: sent !== null && key === null,
    actions: key ? await Promise.all(rows.map((row) => openAction(key, row))) : [],
    feedback: sent && key ? await ownFeedback(db, key, authorityId, own) : null,
  };
}

/** Everything of one review that is its young person's to read. */
export async function readAfter(
  context: VoiceContext,
  authorityId: string,
  own: OwnAtReview,
): Promise<OwnAfter> {
  const { db } = context;
  const review = await findReview(db, authorityId, own[0].facts.reviewId);
  const views: OwnViews[] = [];
  for (const one of own) views.push(await readOwnViews(db, authorityId, one));
  return {
    review,
    views,
    ...(await readDecided(context, authorityId, own)),
    keptUntil: review.heldOn && keptUntil(review.heldOn),
  };
}
