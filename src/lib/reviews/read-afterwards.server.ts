import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { findActionRows, findSentRecord, openAction } from './actions.queries.server.ts';
import { openDecidedForAuthority } from './decided-keys.server.ts';
import type { Feedback, OpenedAction } from './decided.ts';
import { openFeedback } from './give-feedback.server.ts';

/** What a young person said after a review, for its officer alone. */
export interface Afterwards {
  /** Whether anything was sent that they could say something of. */
  sent: boolean;
  feedback: (Feedback & { at: string }) | null;
  actions: OpenedAction[];
}

/**
 * Opens what a young person said of a meeting and its actions. That its officer read it is recorded before they get it.
 * @throws Refusal `not-found` for everybody else.
 */
export async function readAfterwards(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
): Promise<Afterwards> {
  const { authorityId, personId } = person;
  await reviewForOfficer(db, person, reviewId);
  if (!(await findSentRecord(db, authorityId, reviewId))) return { sent: false, feedback: null, actions: [] };
  const key = await openDecidedForAuthority(db, ring, authorityId, reviewId).catch((fault: unknown) => {
    // Shredded at this moment: there is nothing left to read.
    if (fault instanceof Refusal && fault.code === 'not-found') return null;
    throw fault;
  });
  if (!key) return { sent: false, feedback: null, actions: [] };
  const deed = { actor: personId, action: 'review.afterwards-read', object: reviewId };
  await db.transaction().execute((trx) => record(trx, ring.secret('audit'), authorityId, deed, clock()));
  const rows = await findActionRows(db, authorityId, reviewId);
  return {
    sent: true,
    feedback: await openFeedback(db, key, authorityId, reviewId),
    actions: await Promise.all(rows.map((row) => openAction(key, row))),
  };
}
