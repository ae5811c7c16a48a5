import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { KEPT_DAYS } from './review.ts';
import { lockReview } from './reviews.queries.server.ts';

const REFERENCE_MAX = 60;

/** What the case system calls a review that it has now. */
export function readHandedOver(typed: Typed): { reference: string } | { faults: Faults<string> } {
  const reference = (typed.reference ?? '').trim();
  if (reference === '')
    return { faults: { reference: 'Write under which reference your case system has it.' } };
  if (reference.length > REFERENCE_MAX)
    return { faults: { reference: `Use at most ${REFERENCE_MAX} characters.` } };
  return { reference };
}

/** The last day on which anything of a review that was held can be opened here. */
export function lastDayHere(heldOn: string): string {
  const day = new Date(`${heldOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + KEPT_DAYS);
  return day.toISOString().slice(0, 10);
}

/** Notes that the authority's case system has a review. @throws Refusal `removed` where nothing of it is here. */
export async function markHandedOver(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
  reference: string,
): Promise<void> {
  const at = clock();
  const { authorityId, personId } = person;
  await db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    if ((await reviewForOfficer(trx, person, reviewId)).forgottenAt) throw new Refusal('removed');
    await trx
      .updateTable('reviews')
      .set({ handed_over_at: toInstant(at), handed_over_as: reference })
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .execute();
    const deed = { actor: personId, action: 'review.in-case-system', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
