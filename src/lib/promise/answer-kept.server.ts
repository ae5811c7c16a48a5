import { toDay, type Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { periodOf } from '../platform/period.ts';
import { upsertKeptAnswer } from './kept-answer.queries.server.ts';
import type { KeptAnswer } from './kept-answer.ts';
import { mustBePromised } from './promise.queries.server.ts';

/**
 * Takes an answer to "is this being kept for you?". It counts into the quarter in which it arrives, however late, and
 * once for each phone; answering again changes it. What everyone sees does not change before that quarter is over.
 * @param respondentIn an HMAC made where the secrets are, of the phone, the commitment and the quarter it is given.
 * @throws Refusal `not-found` when the authority has made no such commitment.
 */
export async function answerKept(
  { db, clock }: { db: Db; clock: Clock },
  authorityId: string,
  commitmentId: string,
  answer: KeptAnswer,
  respondentIn: (quarter: string) => string,
): Promise<void> {
  const now = clock();
  await mustBePromised(db, authorityId, commitmentId);
  const quarter = periodOf(now).id;
  await upsertKeptAnswer(db, {
    authority_id: authorityId,
    quarter,
    commitment_id: commitmentId,
    respondent: respondentIn(quarter),
    answer,
    at: toDay(now),
  });
}
