import { record, type AuditKey } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { Refusal } from '../platform/refusal.ts';
import { reviewForOfficer } from './access.server.ts';
import { parseConfirmed } from './participation.ts';

/** What a use case of reviews works with that opens nothing sealed. */
export interface ReviewContext {
  db: Db;
  auditKey: AuditKey;
  clock: Clock;
}

/** How many were sent here for a review, of those that hold something: not what is in them, nor how much. */
export async function countViewsSent(db: Db | Trx, authorityId: string, reviewId: string): Promise<number> {
  const { sent } = await db
    .selectFrom('views')
    .innerJoin('views_answers', (join) =>
      join
        .onRef('views_answers.authority_id', '=', 'views.authority_id')
        .onRef('views_answers.views_id', '=', 'views.views_id'),
    )
    .where('views.authority_id', '=', authorityId)
    .where('views.review_id', '=', reviewId)
    .select((eb) => eb.fn.count('views.views_id').distinct().as('sent'))
    .executeTakeFirstOrThrow();
  return Number(sent);
}

/** A code stands by its date: the return takes both or neither. */
export const NOT_HELD =
  'This review is not marked as held. A code goes with the day it was held, and neither goes without the other (rule 167): mark it as held first.';
/** What the authority's own system has is corrected there. A file that was only taken out closes nothing. */
export const HANDED_OVER =
  'This review was handed over. Its code is in your council’s own system now: correct it there.';

/**
 * Stores the code that a review's officer confirmed, with what they say happened. It may be corrected until the review is
 * handed over; each time is in the audit record.
 * @returns why it cannot be taken, by field; null where it was stored.
 * @throws Refusal `not-found` for anybody but its officer, `moved-on` when it changed since it was read.
 */
export async function confirmCode(
  { db, auditKey, clock }: ReviewContext,
  person: Person,
  reviewId: string,
  version: number,
  typed: Typed,
): Promise<Faults | null> {
  const { authorityId, personId } = person;
  const at = clock();
  const review = await reviewForOfficer(db, person, reviewId);
  if (review.state !== 'held' || review.heldOn === null) return { code: NOT_HELD };
  if (review.handedOverAs !== null) return { code: HANDED_OVER };
  const parsed = parseConfirmed(typed, await countViewsSent(db, authorityId, reviewId));
  if ('faults' in parsed) return parsed.faults;
  const { came, conveyed, age, code } = parsed.confirmed;
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('reviews')
      .set({
        came,
        conveyed,
        under_four: Number(age === 'under'),
        code,
        code_confirmed_by: personId,
        code_confirmed_at: toInstant(at),
        version: review.version + 1,
      })
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .where('version', '=', version)
      .where('officer_id', '=', personId)
      .where('handed_over_as', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n || version !== review.version) throw new Refusal('moved-on');
    const meta = { code, ...(review.code ? { before: review.code } : {}) };
    const action = review.code ? 'review.code-corrected' : 'review.code-confirmed';
    await record(trx, auditKey, authorityId, { actor: personId, action, object: reviewId, meta }, at);
  });
  return null;
}
