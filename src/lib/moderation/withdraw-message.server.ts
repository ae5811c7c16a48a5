import { record } from '../audit/audit.server.ts';
import { isConflict } from '../platform/conflict.ts';
import type { Trx } from '../platform/database.ts';
import { deleteHolds } from '../screening/screening.queries.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { lockMessage } from '../voice/message.queries.server.ts';
import { eraseMessage, isKept } from '../voice/withdraw.server.ts';
import { findPointOf, findSources } from './moderation.queries.server.ts';
import { findPoint } from './point.queries.server.ts';
import './point-releases.table.ts';
import './point-sources.table.ts';

/** Why a draft comes back to whoever wrote it. */
const TAKEN_BACK = 'One of the messages behind this point was taken back. Leave out what only it said.';

async function deletePoint(trx: Trx, authorityId: string, pointId: string): Promise<void> {
  for (const table of [
    'point_commitments',
    'point_releases',
    'point_skips',
    'point_withholdings',
    'points',
  ] as const)
    await trx
      .deleteFrom(table)
      .where('authority_id', '=', authorityId)
      .where('point_id', '=', pointId)
      .execute();
}

/**
 * Forgets which point a message went into. A released point stays as it was frozen: it names nobody and counts in what
 * was published. A draft of this message alone goes with it; one of several goes back to be worded anew.
 * @returns the point that goes back, or null.
 */
async function takeOutOfPoints(trx: Trx, authorityId: string, messageId: string): Promise<string | null> {
  const pointId = await findPointOf(trx, authorityId, messageId);
  if (!pointId) return null;
  await trx
    .deleteFrom('point_sources')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('message_id', '=', messageId)
    .execute();
  const point = await findPoint(trx, authorityId, pointId);
  if (point.state === 'released') return null;
  const left = (await findSources(trx, authorityId, [pointId])).length;
  if (left === 0) {
    await deletePoint(trx, authorityId, pointId);
    return null;
  }
  if (point.state === 'not-shared') return null;
  await trx
    .updateTable('points')
    .set({ state: 'sent-back', return_reason: TAKEN_BACK, voices: left, version: point.version + 1 })
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .execute();
  return pointId;
}

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
      const sentBack = await takeOutOfPoints(trx, authorityId, messageId);
      await deleteHolds(trx, authorityId, messageId);
      await eraseMessage(trx, authorityId, messageId, at);
      await record(trx, ...deed('message.withdrawn', messageId));
      if (sentBack) await record(trx, ...deed('point.lost-a-message', sentBack));
      return true;
    });
  // Somebody released a draft of it at this moment, and the database let them go first.
  return withdraw().catch((fault: unknown) => (isConflict(fault) ? withdraw() : Promise.reject(fault)));
}
