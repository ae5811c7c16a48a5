import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { notePeopleNew } from '../voice/something-new.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { findActionRows } from './actions.queries.server.ts';
import { findJargonIn } from './check-words.server.ts';
import { decidedKeyOf, shareDecided } from './decided-keys.server.ts';
import { toMend } from './record-draft.ts';
import { findAddressees, findRecordRow, updateRecord } from './record.queries.server.ts';
import { isEndOf } from './reference-end.ts';
import { findSeries, lockReview } from './reviews.queries.server.ts';
import { openWritten, sealDecided, storeActions } from './stored-draft.server.ts';

/** What its officer said when they sent it. */
export interface Sending {
  version: number;
  /** The last characters of the reference, typed: so that it goes to the one it is about. */
  referenceEnd: string;
  /** Words of the list that the text explains. */
  explained: readonly string[];
}

/** Why it was not sent; null where it was. */
export type NotSent = 'not-held' | 'not-whole' | 'jargon' | 'reference' | null;

/**
 * Sends a record, or a change to it, to its young person: to whoever's views came for this review, now or later.
 * @throws Refusal `moved-on` where it has changed since it was looked at, or there is nothing to send.
 */
export async function sendRecord(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
  { version, referenceEnd, explained }: Sending,
): Promise<NotSent> {
  const at = clock();
  const { authorityId, personId } = person;
  return db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    const review = await reviewForOfficer(trx, person, reviewId);
    if (review.forgottenAt) throw new Refusal('removed');
    if (review.state !== 'held') return 'not-held';
    const row = await findRecordRow(trx, authorityId, reviewId);
    if (!row || row.version !== version || (row.sent_at && !row.draft)) throw new Refusal('moved-on');
    const key = await decidedKeyOf(trx, ring, authorityId, reviewId);
    const rows = await findActionRows(trx, authorityId, reviewId);
    const written = await openWritten(key, row, rows);
    const sentDays = new Map(row.sent_at ? rows.map((one) => [one.action_id, one.by_on]) : []);
    if (Object.keys(toMend(written, toDay(at), sentDays)).length > 0) return 'not-whole';
    const jargon = await findJargonIn(trx, authorityId, written);
    if (jargon.some(({ term }) => !explained.includes(term))) return 'jargon';
    const { reference, youngPersonId } = await findSeries(trx, authorityId, review.seriesId);
    if (!isEndOf(reference, referenceEnd)) return 'reference';
    if (row.draft) await storeActions(trx, key, review, written, at);
    await updateRecord(trx, authorityId, reviewId, {
      sealed: await sealDecided(key, review, written),
      draft: null,
      version: version + 1,
      ...(row.sent_at ? { changed_at: toInstant(at) } : { sent_at: toInstant(at) }),
    });
    await shareDecided(trx, ring, authorityId, reviewId);
    const { personIds } = await findAddressees(trx, authorityId, reviewId);
    const told = new Set([...personIds, ...(youngPersonId ? [youngPersonId] : [])]);
    await notePeopleNew(trx, authorityId, [...told], at);
    const action = row.sent_at ? 'review.record-changed' : 'review.record-sent';
    await record(trx, ring.secret('audit'), authorityId, { actor: personId, action, object: reviewId }, at);
    return null;
  });
}
