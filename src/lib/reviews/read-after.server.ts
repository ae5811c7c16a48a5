import { findDeedsOn } from '../audit/audit.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findActionRows, findSentRecord, openAction, openDecided } from './actions.queries.server.ts';
import type { OpenedAnswer } from './answer.ts';
import { audiences, isReader, type Audience, type Reader } from './audience.ts';
import { openDecidedForAuthority, openDecidedWithOwn } from './decided-keys.server.ts';
import type { Decided, Feedback, OpenedAction } from './decided.ts';
import { openFeedback } from './give-feedback.server.ts';
import { keptUntil } from './kept-until.ts';
import { openAnswers } from './open-answers.ts';
import type { OwnViewsOpen } from './own-review.server.ts';
import type { Review } from './review.ts';
import { findReview } from './reviews.queries.server.ts';
import { audienceRecord } from './sealed-views.ts';
import { findAnswers, findPrintsOf, findTakenBack } from './views.queries.server.ts';
import { groupViewsOpenings, type ViewsOpening } from './views-openings.ts';
import type { TakenBack } from './views.ts';

/** One review as its own young person reads it, before and after the meeting. */
export interface OwnAfter {
  review: Review;
  receivedAt: string;
  answers: (OpenedAnswer & { printedFor: Reader[] })[];
  unreadable: number;
  takenBack: TakenBack[];
  /** Who opened what they said, by day: a reader, never a name. */
  openings: ViewsOpening[];
  decided: (Decided & { sentAt: string }) | null;
  /** That something was sent and does not open with this key. */
  closed: boolean;
  /** This review's own actions, once they are sent; before that only what came over from last time. */
  actions: OpenedAction[];
  feedback: Feedback | null;
  /** The last day on which all of this can be read here; null before the meeting. */
  keptUntil: string | null;
  /** How often its day was moved. */
  moves: number;
}

export async function countMoves(
  db: VoiceContext['db'],
  authorityId: string,
  reviewId: string,
): Promise<number> {
  const { many } = await db
    .selectFrom('review_moves')
    .select(({ fn }) => fn.countAll().as('many'))
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .executeTakeFirstOrThrow();
  return Number(many);
}

/** What they said, opened with their own keys. */
async function readSaid({ db }: Pick<VoiceContext, 'db'>, authorityId: string, own: OwnViewsOpen) {
  const { viewsId, reviewId } = own.views;
  const rows = await findAnswers(db, authorityId, viewsId, audiences);
  const keys = new Map<Audience, Uint8Array<ArrayBuffer>>();
  for (const audience of new Set(rows.map((row) => row.audience as Audience))) {
    const key = await own.keyOf(audienceRecord(viewsId, audience));
    if (key) keys.set(audience, key);
  }
  const sealed = rows.map(({ answer_id: answerId, audience, sealed: text }) => ({
    answerId,
    audience: audience as Audience,
    sealed: text,
  }));
  const { answers, unreadable } = await openAnswers(authorityId, viewsId, keys, sealed);
  const prints = await findPrintsOf(db, authorityId, reviewId);
  const printedFor = (answerId: string) => [
    ...new Set(
      prints
        .filter(({ answerIds }) => answerIds.includes(answerId))
        .map(({ reader }) => reader)
        .filter(isReader),
    ),
  ];
  return {
    answers: answers.map((answer) => ({ ...answer, printedFor: printedFor(answer.answerId) })),
    unreadable,
  };
}

/** What was decided, opened with their own key; what came over from last time before that, with the authority's. */
async function readDecided(context: VoiceContext, authorityId: string, own: OwnViewsOpen) {
  const { db, ring } = context;
  const { viewsId, reviewId } = own.views;
  const sent = await findSentRecord(db, authorityId, reviewId);
  const ownKey = await openDecidedWithOwn(db, authorityId, reviewId, viewsId, own.ownKey);
  const rows = (await findActionRows(db, authorityId, reviewId)).filter(
    ({ carried_from }) => sent !== null || carried_from !== null,
  );
  // The key is wrapped for them when the record is sent. What they have read once already need not wait for it.
  const key =
    ownKey ??
    (!sent && rows.length > 0 ? await openDecidedForAuthority(db, ring, authorityId, reviewId) : null);
  return {
    decided: sent && key ? { ...(await openDecided(key, sent)), sentAt: sent.sent_at ?? '' } : null,
    closed: sent !== null && key === null,
    actions: key ? await Promise.all(rows.map((row) => openAction(key, row))) : [],
    feedback: sent && key ? await openFeedback(db, key, authorityId, reviewId) : null,
  };
}

/** Everything of one review that is its young person's to read. */
export async function readAfter(
  context: VoiceContext,
  authorityId: string,
  own: OwnViewsOpen,
): Promise<OwnAfter> {
  const { db } = context;
  const { viewsId, reviewId, receivedAt } = own.views;
  const review = await findReview(db, authorityId, reviewId);
  return {
    review,
    receivedAt,
    ...(await readSaid(context, authorityId, own)),
    takenBack: (await findTakenBack(db, authorityId, reviewId)).filter((one) => one.viewsId === viewsId),
    openings: groupViewsOpenings(await findDeedsOn(db, authorityId, viewsId, ['views.opened'])),
    ...(await readDecided(context, authorityId, own)),
    keptUntil: review.heldOn && keptUntil(review.heldOn),
    moves: await countMoves(db, authorityId, reviewId),
  };
}
