import { touchContent } from '../authorities/authorities.queries.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Decision } from './decision.ts';

/**
 * Takes an answer to "did we get it right?" from one of those who said it; changing one's mind replaces it.
 * The caller's transaction also notes it in the sender's thread and in the audit record.
 * @param respondent an HMAC made where the thread is known.
 * @throws Refusal `moved-on` when there is no published answer to speak to.
 */
export async function checkBack(
  trx: Trx,
  authorityId: string,
  decision: Pick<Decision, 'decisionId' | 'round' | 'state'>,
  respondent: string,
  answer: 'yes' | 'partly' | 'no',
  at: Date,
): Promise<void> {
  if (decision.state === 'open') throw new Refusal('moved-on');
  const { decisionId, round } = decision;
  const before = await trx
    .selectFrom('check_backs')
    .select('answer')
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decisionId)
    .where('round', '=', round)
    .where('respondent', '=', respondent)
    .executeTakeFirst();
  if (before?.answer === answer) return;
  const given = { answer, at: toInstant(at) };
  await trx
    .insertInto('check_backs')
    .values({ authority_id: authorityId, decision_id: decisionId, round, respondent, ...given })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'decision_id', 'round', 'respondent']).doUpdateSet(given),
    )
    .execute();
  await touchContent(trx, authorityId);
}
