import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import type { Db } from '../platform/database.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import type { Reader } from './audience.ts';
import { findPrintsOf, findTakenBack, noteTakenBackSeen } from './views.queries.server.ts';

/** A print that has on it what was taken back since: it is to be torn up. */
export interface TornUp {
  reader: Reader;
  printedAt: string;
  /** How many of its answers are gone. */
  answers: number;
}

/** The prints of a review that are to be torn up, until its officer says that they saw it. */
export async function findTornUp(db: Db, authorityId: string, reviewId: string): Promise<TornUp[]> {
  const unseen = (await findTakenBack(db, authorityId, reviewId)).filter(({ seenAt }) => seenAt === null);
  if (unseen.length === 0) return [];
  const prints = await findPrintsOf(db, authorityId, reviewId);
  return prints
    .map(({ reader, at, answerIds }) => ({
      reader: reader as Reader,
      printedAt: at,
      answers: unseen.filter(({ answerId, takenAt }) => at <= takenAt && answerIds.includes(answerId)).length,
    }))
    .filter(({ answers }) => answers > 0);
}

/** Its officer has seen what was taken back, and says that old prints are torn up. */
export async function noteTornUp(
  { db, ring, clock }: VoiceContext,
  person: Person,
  reviewId: string,
): Promise<void> {
  const at = clock();
  const { authorityId, personId } = person;
  await db.transaction().execute(async (trx) => {
    await reviewForOfficer(trx, person, reviewId);
    await noteTakenBackSeen(trx, authorityId, reviewId, at);
    const deed = { actor: personId, action: 'review.taken-back-seen', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
