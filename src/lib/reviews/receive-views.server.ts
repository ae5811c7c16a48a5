import { record } from '../audit/audit.server.ts';
import { lockYoung } from '../identity/young-people.queries.server.ts';
import { toInstant } from '../platform/clock.ts';
import { isConflict, isPassing } from '../platform/conflict.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findKeyIds } from '../sealing/authority-keys.server.ts';
import { hashSendKey, type VoiceContext } from '../voice/arrivals.server.ts';
import { PiecesMissing } from '../voice/pieces-missing.ts';
import { findPiecesOf, findRemoved } from '../voice/pieces.queries.server.ts';
import { findSentRecord } from './actions.queries.server.ts';
import { shareDecided } from './decided-keys.server.ts';
import { sealedSoundLikeDanger } from './look-for-danger.server.ts';
import type { Review } from './review.ts';
import { useReviewCode } from './review-codes.server.ts';
import { reviewForPerson } from './review-for-person.server.ts';
import { ReviewCodeRefused } from './code-refused.ts';
import { storeViews } from './store-views.server.ts';
import type { ViewsArrival, ViewsTaken } from './views-arrival.ts';
import { findBySend } from './views.queries.server.ts';

/** What this very send was answered with before; null where it has not come in. @throws Refusal */
async function takenBefore(
  { db, ring }: Pick<VoiceContext, 'db' | 'ring'>,
  { authorityId, sendKey, payload }: Pick<ViewsArrival, 'authorityId' | 'sendKey' | 'payload'>,
): Promise<ViewsTaken | null> {
  const idemHash = hashSendKey(sendKey);
  if ((await findRemoved(db, [authorityId], [idemHash])).length > 0) throw new Refusal('removed');
  const before = await findBySend(db, authorityId, idemHash);
  if (!before) return null;
  if (before.payload_mac !== ring.mac('once', authorityId, payload))
    throw new Refusal('already-sent-differently');
  return { viewsId: before.views_id, reviewId: before.review_id, receivedAt: before.received_at };
}

/** @throws Refusal, PiecesMissing for what cannot be stored as it is. */
async function refuseUnfit(
  trx: Trx,
  { authorityId, views, person, sealedHere }: ViewsArrival,
): Promise<void> {
  const kids = await findKeyIds(trx, [authorityId]);
  const wraps = [views.own, ...Object.values(views.keys)];
  if (wraps.some(({ kid }) => !kids.has(`${authorityId}/${kid}`))) throw new Refusal('key-unknown');
  if (person && !(await lockYoung(trx, { authorityId, ...person }))) throw new Refusal('sign-in-needed');
  const { viewsId: messageId } = views;
  // Pieces are kept by the id of what names them: views must not take a message's name, nor its pieces.
  const message = await trx
    .selectFrom('messages')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (message) throw new Refusal('already-sent-differently');
  if (sealedHere || views.pieces.length === 0) return;
  const there = await findPiecesOf(trx, [{ authorityId, messageId }]);
  const hashes = new Map(there.map(({ name, hash }) => [name, hash]));
  const missing = views.pieces.filter(({ name, hash }) => hashes.get(name) !== hash);
  if (missing.length > 0) throw new PiecesMissing(missing.map(({ name }) => name));
}

/** @throws ReviewCodeRefused, NoReview */
async function findReviewFor(
  trx: Trx,
  { ring }: VoiceContext,
  arrival: ViewsArrival,
  at: Date,
): Promise<Review> {
  const { authorityId, code, person, views } = arrival;
  if (code === null) {
    if (!person) throw new ReviewCodeRefused('code-unknown');
    return reviewForPerson(trx, authorityId, person.personId);
  }
  const review = await useReviewCode(trx, ring, authorityId, code, views.viewsId, at);
  if (!person) return review;
  const { young_person_id: whose } = await trx
    .selectFrom('review_series')
    .select('young_person_id')
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', review.seriesId)
    .executeTakeFirstOrThrow();
  // Somebody else's review, as far as we know: a code that went to the wrong one must not join the two.
  if (whose !== null && whose !== person.personId) throw new ReviewCodeRefused('code-unknown');
  return review;
}

async function takeOnce(context: VoiceContext, arrival: ViewsArrival): Promise<ViewsTaken> {
  const { db, ring, clock } = context;
  const before = await takenBefore(context, arrival);
  if (before) return before;
  const { authorityId, views } = arrival;
  const danger = await sealedSoundLikeDanger(db, ring, authorityId, views);
  const at = clock();
  return db.transaction().execute(async (trx) => {
    await refuseUnfit(trx, arrival);
    const { reviewId } = await findReviewFor(trx, context, arrival, at);
    await storeViews(trx, ring, { arrival, reviewId, danger, at });
    const sent = await findSentRecord(trx, authorityId, reviewId);
    if (sent) await shareDecided(trx, ring, authorityId, reviewId);
    const deed = { actor: 'anonymous', action: 'views.received', object: views.viewsId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
    return { viewsId: views.viewsId, reviewId, receivedAt: toInstant(at) };
  });
}

/**
 * Takes a young person's views in, whole or not at all: the code is used, the sealed answers and their keys are stored and
 * the record of it is written in one transaction. The same send again is answered as it was the first time.
 * @throws ReviewCodeRefused or NoReview where no review takes them, PiecesMissing, and Refusal `already-sent-differently`,
 * `removed`, `key-unknown`, `sign-in-needed`. Nothing is changed then.
 */
export async function receiveViews(context: VoiceContext, arrival: ViewsArrival): Promise<ViewsTaken> {
  try {
    return await takeOnce(context, arrival);
  } catch (fault) {
    // The same send came in elsewhere at this moment, and its code is used by now: that is no fault of this one.
    const before = fault instanceof ReviewCodeRefused ? await takenBefore(context, arrival) : null;
    if (before) return before;
    if (!isConflict(fault)) throw fault;
  }
  // A second look finds what came in elsewhere. Anything else under these ids is not it.
  return takeOnce(context, arrival).catch((fault: unknown) => {
    throw isConflict(fault) && !isPassing(fault) ? new Refusal('already-sent-differently') : fault;
  });
}

/** What this very send was answered with before, whatever has changed since. @returns null where it is none that came. */
export async function findTakenViews(
  context: Pick<VoiceContext, 'db' | 'ring'>,
  arrival: Pick<ViewsArrival, 'authorityId' | 'sendKey' | 'payload'>,
): Promise<ViewsTaken | null> {
  return takenBefore(context, arrival).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.code === 'already-sent-differently') return null;
    throw fault;
  });
}
