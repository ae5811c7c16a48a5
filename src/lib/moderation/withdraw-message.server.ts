import { record } from '../audit/audit.server.ts';
import { isConflict } from '../platform/conflict.ts';
import { hasOpenAsk } from '../screening/duty-asks.queries.server.ts';
import { forgetScreening } from '../screening/forget.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { lockMessage } from '../voice/message.queries.server.ts';
import { eraseMessage, isKept } from '../voice/withdraw.server.ts';
import { deleteRedactions } from './redaction/redactions.queries.server.ts';
import { takeOutOfPoint } from './take-out-of-point.server.ts';

/** Why a draft comes back to whoever wrote it. */
const TAKEN_BACK = 'One of the messages behind this point was taken back. Leave out what only it said.';

/**
 * Takes a message back because its sender asked for it: everything of it, in one transaction (security 2.2). What
 * people have read cannot be unread, and what was counted stays as it was published.
 * @returns whether it is gone; false where the duty team keeps what it was told.
 * @throws Refusal `not-found` when it was taken back meanwhile.
 */
export async function withdrawMessage(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  messageId: string,
): Promise<boolean> {
  const at = clock();
  const deed = (action: string, object: string) =>
    [ring.secret('audit'), authorityId, { actor: 'anonymous', action, object }, at] as const;
  const withdraw = (): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      await lockMessage(trx, authorityId, messageId);
      if (await isKept(trx, authorityId, messageId)) return false;
      // Somebody read it and is worried: it stays until the duty team has looked.
      if (await hasOpenAsk(trx, authorityId, messageId)) return false;
      const { sentBack } = await takeOutOfPoint(trx, authorityId, messageId, TAKEN_BACK);
      await forgetScreening(trx, authorityId, messageId);
      await deleteRedactions(trx, authorityId, messageId);
      await eraseMessage(trx, authorityId, messageId, at);
      await record(trx, ...deed('message.withdrawn', messageId));
      if (sentBack) await record(trx, ...deed('point.lost-a-message', sentBack));
      return true;
    });
  // Somebody released a draft of it at this moment, and the database let them go first.
  return withdraw().catch((fault: unknown) => (isConflict(fault) ? withdraw() : Promise.reject(fault)));
}
