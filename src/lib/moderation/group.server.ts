import { record } from '../audit/audit.server.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseIfAboutAny } from '../screening/conflicts.queries.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { moveAllMessages } from '../voice/move-messages.server.ts';
import {
  countSources,
  linkSources,
  takeOutOfNotShared,
  unlinkSource,
} from './point-sources.queries.server.ts';
import { findPoint } from './point.queries.server.ts';

/** Why a draft that no message is behind comes back. */
const EMPTY = 'No message is behind this any more. Put one back, or leave it.';

async function setVoices(
  trx: Trx,
  authorityId: string,
  pointId: string,
  rest: { state?: string; return_reason?: string; version?: number } = {},
): Promise<void> {
  const voices = await countSources(trx, authorityId, pointId);
  await trx
    .updateTable('points')
    .set({ voices, ...rest })
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .execute();
}

/** @throws Refusal `not-found` when there is no such point; `moved-on` when it is a draft no more. */
async function lockOpen(trx: Trx, authorityId: string, pointId: string) {
  const locked = await trx
    .updateTable('points')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('state', 'in', ['draft', 'sent-back'])
    .executeTakeFirst();
  const point = await findPoint(trx, authorityId, pointId);
  if (locked.numUpdatedRows === 0n) throw new Refusal('moved-on');
  return point;
}

/**
 * Puts waiting messages behind a draft that says the same. Its words stay as they are, and so does who has released them.
 * @throws Refusal `moved-on` when the draft is none any more, or one of the messages is no longer waiting.
 */
export async function addToDraft(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  messageIds: string[],
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockOpen(trx, authorityId, pointId);
    await refuseIfAboutAny(trx, authorityId, messageIds, actor);
    await takeOutOfNotShared(trx, authorityId, messageIds);
    await moveAllMessages(trx, authorityId, messageIds, 'draft', at);
    await linkSources(trx, authorityId, pointId, messageIds);
    await setVoices(trx, authorityId, pointId);
    const deed = {
      actor,
      action: 'point.grouped',
      object: pointId,
      meta: { messages: String(messageIds.length) },
    };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/**
 * Takes a message out of a draft: it waits for moderation again with all its thread, and can be put back. What somebody
 * has released of the draft counts no more, because it may say what only this message said.
 * @throws Refusal `not-found` when the message is not behind it; `moved-on` when the draft is none any more.
 */
export async function takeOut(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  messageId: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const { version } = await lockOpen(trx, authorityId, pointId);
    await refuseIfAboutAny(trx, authorityId, [messageId], actor);
    if (!(await unlinkSource(trx, authorityId, pointId, messageId))) throw new Refusal('not-found');
    await moveAllMessages(trx, authorityId, [messageId], 'send-back', at);
    const isEmpty = (await countSources(trx, authorityId, pointId)) === 0;
    const emptied = isEmpty ? { state: 'sent-back', return_reason: EMPTY } : {};
    await setVoices(trx, authorityId, pointId, { ...emptied, version: version + 1 });
    const deed = { actor, action: 'point.ungrouped', object: pointId, meta: { message: messageId } };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
