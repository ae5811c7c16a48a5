import { touchContent } from '../authorities/authorities.queries.server.ts';
import type { AuditKey } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { askingOf } from './asking.ts';
import { countCheckBacks, moveShown } from './check-back.queries.server.ts';
import { freshDueDay, takeUpAgain } from './decide.server.ts';
import { isAsking, type Decision } from './decision.ts';
import { lockDecision } from './decision-moves.server.ts';
import { saysNotRight } from './reopening.ts';

/**
 * Takes an answer to "did we get it right?" from one of those who said it; changing one's mind replaces it within its
 * asking. The caller's transaction also notes it in the sender's thread and in the audit record, and takes the decision
 * up again where that was enough (`reopenIfNotRight`).
 * @param respondent an HMAC made where the thread is known.
 * @throws Refusal `moved-on` when there is no published answer to speak to, or it is not the one that was read.
 */
export async function checkBack(
  trx: Trx,
  authorityId: string,
  read: Pick<Decision, 'decisionId' | 'round' | 'state'>,
  respondent: string,
  answer: 'yes' | 'partly' | 'no',
  at: Date,
): Promise<void> {
  const decision = await lockDecision(trx, authorityId, read.decisionId);
  if (!isAsking(decision) || decision.round !== read.round) throw new Refusal('moved-on');
  const { decisionId, round } = decision;
  const asking = askingOf(decision);
  const given = { answer, at: toInstant(at) };
  await trx
    .insertInto('check_backs')
    .values({ authority_id: authorityId, decision_id: decisionId, round, asking, respondent, ...given })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'decision_id', 'round', 'asking', 'respondent']).doUpdateSet(given),
    )
    .execute();
  const counts = await countCheckBacks(trx, authorityId, decision, asking);
  // Nothing that everyone sees moves for one answer: not even that there was one.
  if (await moveShown(trx, authorityId, { itemId: decisionId, round, asking }, counts, at))
    await touchContent(trx, authorityId);
}

/** Takes a decision up again where enough of those who answered say that it is not right. @returns whether it did. */
export async function reopenIfNotRight(
  trx: Trx,
  auditKey: AuditKey,
  authorityId: string,
  decisionId: string,
  at: Date,
): Promise<boolean> {
  const decision = await lockDecision(trx, authorityId, decisionId);
  if (!isAsking(decision)) return false;
  const counts = await countCheckBacks(trx, authorityId, decision, askingOf(decision));
  if (!saysNotRight(counts)) return false;
  const { version } = decision;
  const how = { version, dueOn: await freshDueDay(trx, authorityId, at), actor: 'system', why: 'enough-no' };
  await takeUpAgain(trx, auditKey, authorityId, decision, how, at);
  return true;
}

/**
 * Takes a decision up again because a moderator accepted the reason of somebody who said no.
 * @param round the round the reason speaks of: what was decided anew since then is not taken up again.
 * @returns whether it did.
 */
export async function reopenBecauseAccepted(
  trx: Trx,
  auditKey: AuditKey,
  authorityId: string,
  reason: { decisionId: string; round: number },
  actor: string,
  at: Date,
): Promise<boolean> {
  const decision = await lockDecision(trx, authorityId, reason.decisionId);
  if (decision.state === 'open' || decision.round !== reason.round) return false;
  const { version } = decision;
  const how = { version, dueOn: await freshDueDay(trx, authorityId, at), actor, why: 'accepted-no' };
  await takeUpAgain(trx, auditKey, authorityId, decision, how, at);
  return true;
}
