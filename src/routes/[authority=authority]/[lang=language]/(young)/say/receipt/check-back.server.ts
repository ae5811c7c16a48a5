import { checkBack, reopenIfNotRight } from '$lib/change/check-back.server.ts';
import { findDecisionOfPoint } from '$lib/change/decision.queries.server.ts';
import { isAsking } from '$lib/change/decision.ts';
import { findPointOf } from '$lib/moderation/moderation.queries.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { isOutOfFlow } from '$lib/screening/out-of-flow.server.ts';
import type { CheckBackAnswer } from '$lib/voice/check-back.ts';
import { noteCheckBack } from '$lib/voice/thread.server.ts';
import type { ReasonFor } from '$lib/voice/reason.ts';
import type { OpenThread } from '$lib/voice/thread.ts';
import type { Services } from '../../../../../../services.server.ts';

type Context = Pick<Services, 'db' | 'ring' | 'auditKey' | 'clock'>;

/** The decision that the sender of a message is asked about, or null where it is another or none. */
async function findAsked({ db }: Context, authorityId: string, { message }: OpenThread, decisionId: string) {
  const pointId = await findPointOf(db, authorityId, message.messageId);
  const decision = pointId ? await findDecisionOfPoint(db, authorityId, pointId) : null;
  return decision?.decisionId === decisionId ? decision : null;
}

/**
 * Takes "did we get it right?" from somebody who holds a receipt. Only here do thread and decision meet:
 * the decision learns an HMAC, never whose it is.
 * @returns why it could not be taken, or null.
 */
export async function takeCheckBack(
  services: Context,
  authorityId: string,
  open: OpenThread,
  decisionId: string,
  answer: CheckBackAnswer,
): Promise<'done.notYours' | 'done.notOpen' | null> {
  const { db, ring, auditKey } = services;
  const { message } = open;
  const decision = await findAsked(services, authorityId, open, decisionId);
  if (!decision) return 'done.notYours';
  if (!isAsking(decision) || (await isOutOfFlow(db, authorityId, message))) return 'done.notOpen';
  const respondent = ring.mac('once', 'check-back', message.messageId, decisionId);
  const at = services.clock();
  const take = db.transaction().execute(async (trx) => {
    await checkBack(trx, authorityId, decision, respondent, answer, at);
    await noteCheckBack(trx, auditKey, authorityId, message, answer, at);
    return reopenIfNotRight(trx, auditKey, authorityId, decisionId, at);
  });
  try {
    if (await take) await tellSenders(services, authorityId);
  } catch (refusal) {
    // Enough others said no at this moment: it is being looked at again already.
    if (refusal instanceof Refusal && refusal.code === 'moved-on') return 'done.notOpen';
    throw refusal;
  }
  return null;
}

/** What words are a reason for, where their sender may say why an answer is not right. */
export async function reasonFor(
  services: Context,
  authorityId: string,
  open: OpenThread,
  decisionId: string,
): Promise<ReasonFor | undefined> {
  const decision = await findAsked(services, authorityId, open, decisionId);
  return decision && isAsking(decision) ? { decisionId, round: decision.round } : undefined;
}
