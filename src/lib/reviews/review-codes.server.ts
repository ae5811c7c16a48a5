import { record } from '../audit/audit.server.ts';
import { newInvitationCode, normaliseInvitationCode } from '../identity/invitation-code.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewFor } from './access.server.ts';
import { codeExpiry } from './code-expiry.ts';
import { ReviewCodeRefused } from './code-refused.ts';
import type { Review } from './review.ts';
import { endUnusedCodes, findByLookup, insertCode, markUsed } from './review-codes.queries.server.ts';
import { lockReview } from './reviews.queries.server.ts';

/** What is kept of a code: nobody who has the database alone can test one. */
const lookupOf = (ring: KeyRing, authorityId: string, typed: string): string =>
  ring.mac('receipt pepper', 'review code', authorityId, normaliseInvitationCode(typed));

const isOver = ({ state, forgottenAt }: Review): boolean => state === 'cancelled' || forgottenAt !== null;

/**
 * A new one-time code with which one phone sends views for a review. Every unused code given before stops working.
 * @returns the code, which is kept in clear nowhere.
 * @throws Refusal `not-found` for whoever is not the review's officer or worker, `moved-on` where it will not take place or
 * is gone from here.
 */
export async function giveReviewCode(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
): Promise<{ code: string; expiresAt: string }> {
  const { authorityId, personId } = person;
  const at = clock();
  const code = newInvitationCode();
  return db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    const { review } = await reviewFor(trx, person, reviewId);
    if (isOver(review)) throw new Refusal('moved-on');
    await endUnusedCodes(trx, authorityId, reviewId, at);
    const row = {
      authority_id: authorityId,
      code_id: newId(at),
      review_id: reviewId,
      lookup: lookupOf(ring, authorityId, code),
      given_by: personId,
    };
    const expiresAt = codeExpiry(at, review.heldOn);
    await insertCode(trx, row, at, expiresAt);
    const deed = { actor: personId, action: 'review.code-given', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
    return { code, expiresAt: toInstant(expiresAt) };
  });
}

/**
 * Uses a code for these views, in the transaction that stores them, and holds its review until that ends. The same views
 * may use it again: what is sent twice is still one.
 * @throws ReviewCodeRefused where it lets nobody in. Nothing is changed then.
 */
export async function useReviewCode(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  typed: string,
  viewsId: string,
  at: Date,
): Promise<Review> {
  const lookup = lookupOf(ring, authorityId, typed);
  const known = await findByLookup(trx, authorityId, lookup);
  if (!known) throw new ReviewCodeRefused('code-unknown');
  const review = await lockReview(trx, authorityId, known.review_id);
  // Read again: whoever held the review before us may have used the code.
  const row = await findByLookup(trx, authorityId, lookup);
  if (!row) throw new ReviewCodeRefused('code-unknown');
  if (row.used_by !== null && row.used_by !== viewsId) throw new ReviewCodeRefused('code-used');
  if (isOver(review)) throw new ReviewCodeRefused('review-over');
  if (row.used_by === viewsId) return review;
  if (!(await markUsed(trx, authorityId, row.code_id, viewsId, at))) throw new ReviewCodeRefused('code-old');
  return review;
}
