import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { findEntryRows, lockMessage } from '../voice/message.queries.server.ts';
import { findForModeration } from './find-for-moderation.server.ts';
import type { Reason, Verdict } from '../voice/reason.ts';
import { findReasons } from '../voice/reasons.queries.server.ts';

/**
 * Says whether what a sender wrote is a reason to look at a decision again. The caller's transaction takes the decision
 * up again where it is: this room knows whose words they are and nothing of the decision.
 * @throws Refusal `not-found` when there is no such reason, or it has not passed screening; `moved-on` when somebody
 *   settled it already.
 */
export async function settleReason(
  trx: Trx,
  ring: KeyRing,
  actor: string,
  authorityId: string,
  { messageId, entryId }: { messageId: string; entryId: string },
  verdict: Verdict,
  at: Date,
): Promise<Reason> {
  await findForModeration(trx, actor, authorityId, messageId);
  await lockMessage(trx, authorityId, messageId);
  const reason = (await findReasons(trx, authorityId, messageId)).find((one) => one.entryId === entryId);
  const words = (await findEntryRows(trx, authorityId, messageId)).find((row) => row.entry_id === entryId);
  if (!reason || words?.detail !== 'passed') throw new Refusal('not-found');
  const settled = await trx
    .updateTable('check_back_reasons')
    .set({ verdict, settled_by: actor, settled_at: toInstant(at) })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('entry_id', '=', entryId)
    .where('verdict', 'is', null)
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) throw new Refusal('moved-on');
  const meta = { verdict, decision: reason.decisionId };
  const deed = { actor, action: 'message.reason-settled', object: messageId, meta };
  await record(trx, ring.secret('audit'), authorityId, deed, at);
  return { ...reason, verdict };
}
