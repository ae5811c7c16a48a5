import { checkBack } from '$lib/change/check-back.server.ts';
import { findDecisionOfPoint } from '$lib/change/decision.queries.server.ts';
import { findPointOf } from '$lib/moderation/moderation.queries.server.ts';
import type { CheckBackAnswer } from '$lib/voice/check-back.ts';
import { noteCheckBack } from '$lib/voice/thread.server.ts';
import type { OpenThread } from '$lib/voice/thread.ts';
import type { Services } from '../../../../../../services.server.ts';

/**
 * Takes "did we get it right?" from somebody who holds a receipt. Only here do thread and decision meet:
 * the decision learns an HMAC, never whose it is.
 * @returns why it could not be taken, or null.
 */
export async function takeCheckBack(
  services: Services,
  authorityId: string,
  { message }: OpenThread,
  decisionId: string,
  answer: CheckBackAnswer,
): Promise<'done.notYours' | 'done.notOpen' | null> {
  const { db, ring } = services;
  const pointId = await findPointOf(db, authorityId, message.messageId);
  const decision = pointId ? await findDecisionOfPoint(db, authorityId, pointId) : null;
  if (!decision || decision.decisionId !== decisionId) return 'done.notYours';
  if (decision.state === 'open') return 'done.notOpen';
  const respondent = ring.mac('once', 'check-back', message.messageId, decisionId);
  const at = services.clock();
  await db.transaction().execute(async (trx) => {
    await checkBack(trx, authorityId, decision, respondent, answer, at);
    await noteCheckBack(trx, services.auditKey, authorityId, message, answer, at);
  });
  return null;
}
