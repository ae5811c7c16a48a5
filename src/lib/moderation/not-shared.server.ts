import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { setReplyWaiting } from '../voice/message.queries.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { moveAllMessages } from '../voice/move-messages.server.ts';
import type { NotSharedReason } from '../voice/not-shared.ts';
import { findSources } from './moderation.queries.server.ts';
import { forgetSketches } from './point-sources.queries.server.ts';
import { findWithholding, forgetSkips, lockDraft, type Side } from './release.queries.server.ts';

/** Who acts, and for which side: the Council, or those who moderate. */
export interface Actor {
  personId: string;
  side: Side;
}

/**
 * Proposes that a draft is not for sharing, for one of the published reasons. Until the other side answers, nobody can
 * release it.
 * @throws Refusal `moved-on` when it changed since it was read, or somebody proposed it already.
 */
export async function proposeNotShared(
  { db, ring, clock }: VoiceContext,
  { personId, side }: Actor,
  authorityId: string,
  pointId: string,
  version: number,
  reason: NotSharedReason,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const point = await lockDraft(trx, authorityId, pointId, version);
    if (await findWithholding(trx, authorityId, point)) throw new Refusal('moved-on');
    await trx
      .insertInto('point_withholdings')
      .values({
        authority_id: authorityId,
        point_id: pointId,
        version,
        reason,
        side,
        proposed_by: personId,
        proposed_at: toInstant(at),
        confirmed_by: null,
        confirmed_at: null,
      })
      .execute();
    const deed = { actor: personId, action: 'point.not-shared-proposed', object: pointId, meta: { reason } };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/**
 * The other side answers. Yes: each sender reads that it was not shared, why, and what they can do. No: it waits for
 * release as before.
 * @throws Refusal `not-yourself` for the side that proposed it; `moved-on` when it changed, or nothing is proposed.
 */
export async function answerNotShared(
  { db, ring, clock }: VoiceContext,
  { personId, side }: Actor,
  authorityId: string,
  pointId: string,
  version: number,
  agrees: boolean,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const point = await lockDraft(trx, authorityId, pointId, version);
    const proposed = await findWithholding(trx, authorityId, point);
    if (!proposed) throw new Refusal('moved-on');
    if (proposed.side === side) throw new Refusal('not-yourself');
    const { reason } = proposed;
    const action = agrees ? 'point.not-shared' : 'point.not-shared-refused';
    if (agrees) {
      const sources = await findSources(trx, authorityId, [pointId]);
      const why = { kind: 'not-shared', detail: reason };
      await moveAllMessages(trx, authorityId, sources, 'withhold', at, why);
      // They are told that they get an answer of their own: it waits with those who write answers.
      if (reason === 'own-matter')
        for (const id of sources) await setReplyWaiting(trx, authorityId, id, true);
      await trx
        .updateTable('point_withholdings')
        .set({ confirmed_by: personId, confirmed_at: toInstant(at) })
        .where('authority_id', '=', authorityId)
        .where('point_id', '=', pointId)
        .where('version', '=', version)
        .execute();
      await trx
        .updateTable('points')
        .set({ state: 'not-shared' })
        .where('authority_id', '=', authorityId)
        .where('point_id', '=', pointId)
        .execute();
      await forgetSkips(trx, authorityId, pointId);
      await forgetSketches(trx, authorityId, sources);
    } else
      await trx
        .deleteFrom('point_withholdings')
        .where('authority_id', '=', authorityId)
        .where('point_id', '=', pointId)
        .where('version', '=', version)
        .execute();
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor: personId, action, object: pointId, meta: { reason } },
      at,
    );
  });
}
