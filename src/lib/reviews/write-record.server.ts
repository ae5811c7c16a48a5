import { record, wasDoneSince } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { decidedKeyOf } from './decided-keys.server.ts';
import type { RecordDraft } from './record-draft.ts';
import { findRecordRow, updateRecord } from './record.queries.server.ts';
import { sealDecided, sealDraft, storeActions } from './stored-draft.server.ts';
import { lockReview } from './reviews.queries.server.ts';

/** Somebody saves often while they write: what they do within this is one deed. */
const ONE_SITTING_MINUTES = 60;

/**
 * Keeps what an officer has written so far, whole or not. Before it was sent it stands at once; after that it is a change
 * that waits to be sent.
 * @param version the one it was written on; 0 where there was none.
 * @returns the version it has now; null where somebody else, or another tab, kept something since: nothing is stored.
 * @throws Refusal `removed` where everything of the review has been shredded.
 */
export async function writeRecord(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
  version: number,
  draft: RecordDraft,
): Promise<{ version: number } | null> {
  const at = clock();
  const { authorityId, personId } = person;
  return db.transaction().execute(async (trx) => {
    // Locked before anything is asked: nothing is written to what somebody else is shredding or handing on.
    await lockReview(trx, authorityId, reviewId);
    const review = await reviewForOfficer(trx, person, reviewId);
    if (review.forgottenAt) throw new Refusal('removed');
    const row = await findRecordRow(trx, authorityId, reviewId);
    if ((row?.version ?? 0) !== version) return null;
    const key = await decidedKeyOf(trx, ring, authorityId, reviewId);
    const written = { written_by: personId, written_at: toInstant(at), version: version + 1 };
    if (row?.sent_at) {
      await updateRecord(trx, authorityId, reviewId, {
        ...written,
        draft: await sealDraft(key, review, draft),
      });
    } else {
      const sealed = await sealDecided(key, review, draft);
      if (row) await updateRecord(trx, authorityId, reviewId, { ...written, sealed, draft: null });
      else
        await trx
          .insertInto('review_records')
          .values({
            ...written,
            authority_id: authorityId,
            review_id: reviewId,
            sealed,
            draft: null,
            sent_at: null,
            changed_at: null,
            opened_at: null,
          })
          .execute();
      await storeActions(trx, key, review, draft, at);
    }
    const deed = { actor: personId, action: 'review.record-written', object: reviewId };
    if (!(await wasDoneSince(trx, authorityId, deed, minutesAfter(at, -ONE_SITTING_MINUTES))))
      await record(trx, ring.secret('audit'), authorityId, deed, at);
    return { version: version + 1 };
  });
}
