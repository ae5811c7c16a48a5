import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { moveMessage } from '../voice/message.queries.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { freezeVoices } from './freeze-voices.server.ts';
import { findSources } from './moderation.queries.server.ts';
import { findPoint } from './point.queries.server.ts';
import type { PointDraft } from './point.ts';
import './point-sources.table.ts';

async function linkCommitments(
  trx: Trx,
  authorityId: string,
  pointId: string,
  commitmentIds: string[],
): Promise<void> {
  await trx
    .deleteFrom('point_commitments')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .execute();
  if (commitmentIds.length === 0) return;
  await trx
    .insertInto('point_commitments')
    .values(commitmentIds.map((id) => ({ authority_id: authorityId, point_id: pointId, commitment_id: id })))
    .execute();
}

/**
 * Writes a point from one or more messages; each message goes into one point.
 * @param keep what else is kept with the point, in its own transaction.
 * @throws Refusal `moved-on` when one of them is no longer waiting.
 */
export async function draftPoint(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageIds: string[],
  draft: PointDraft,
  keep?: (trx: Trx, pointId: string) => Promise<void>,
): Promise<string> {
  const at = clock();
  const pointId = newId(at);
  await db.transaction().execute(async (trx) => {
    for (const messageId of messageIds) await moveMessage(trx, authorityId, messageId, 'draft', at);
    await trx
      .insertInto('points')
      .values({
        authority_id: authorityId,
        point_id: pointId,
        theme_id: draft.themeId,
        text: draft.text,
        state: 'draft',
        voices: messageIds.length,
        drafted_by: actor,
        drafted_at: toInstant(at),
        released_by: null,
        released_at: null,
        return_reason: null,
        version: 1,
      })
      .execute();
    await linkCommitments(trx, authorityId, pointId, draft.commitmentIds);
    await trx
      .insertInto('point_sources')
      .values(messageIds.map((id) => ({ authority_id: authorityId, point_id: pointId, message_id: id })))
      .execute();
    const deed = {
      actor,
      action: 'point.drafted',
      object: pointId,
      meta: { voices: String(messageIds.length) },
    };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
    await keep?.(trx, pointId);
  });
  return pointId;
}

/**
 * The second person lets a point go. Its count of young people is frozen now.
 * @throws Refusal `not-yourself` for the person who wrote it; `moved-on` when it changed since it was read.
 */
export async function releasePoint(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  version: number,
): Promise<void> {
  const at = clock();
  const point = await findPoint(db, authorityId, pointId);
  if (point.draftedBy === actor) throw new Refusal('not-yourself');
  await db.transaction().execute(async (trx) => {
    const sources = await findSources(trx, authorityId, [pointId]);
    const released = await trx
      .updateTable('points')
      .set({
        state: 'released',
        released_by: actor,
        released_at: toInstant(at),
        voices: await freezeVoices(trx, ring, authorityId, point, at),
        version: version + 1,
      })
      .where('authority_id', '=', authorityId)
      .where('point_id', '=', pointId)
      .where('state', '=', 'draft')
      .where('version', '=', version)
      .where('drafted_by', '!=', actor)
      .executeTakeFirst();
    if (released.numUpdatedRows === 0n) throw new Refusal('moved-on');
    for (const messageId of sources) await moveMessage(trx, authorityId, messageId, 'release', at);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'point.released', object: pointId },
      at,
    );
  });
}

/** The second person sends a draft back, saying why. @throws Refusal as `releasePoint`. */
export async function sendPointBack(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  version: number,
  reason: string,
): Promise<void> {
  const at = clock();
  const point = await findPoint(db, authorityId, pointId);
  if (point.draftedBy === actor) throw new Refusal('not-yourself');
  await db.transaction().execute(async (trx) => {
    const back = await trx
      .updateTable('points')
      .set({ state: 'sent-back', return_reason: reason, version: version + 1 })
      .where('authority_id', '=', authorityId)
      .where('point_id', '=', pointId)
      .where('state', '=', 'draft')
      .where('version', '=', version)
      .executeTakeFirst();
    if (back.numUpdatedRows === 0n) throw new Refusal('moved-on');
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'point.sent-back', object: pointId },
      at,
    );
  });
}

/** Words a point that was sent back, or a draft, anew; whoever does is now the first of its two people. */
export async function redraftPoint(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  version: number,
  draft: PointDraft,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const redrafted = await trx
      .updateTable('points')
      .set({
        state: 'draft',
        text: draft.text,
        theme_id: draft.themeId,
        drafted_by: actor,
        drafted_at: toInstant(at),
        return_reason: null,
        version: version + 1,
      })
      .where('authority_id', '=', authorityId)
      .where('point_id', '=', pointId)
      .where('state', 'in', ['draft', 'sent-back'])
      .where('version', '=', version)
      .executeTakeFirst();
    if (redrafted.numUpdatedRows === 0n) throw new Refusal('moved-on');
    await linkCommitments(trx, authorityId, pointId, draft.commitmentIds);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'point.redrafted', object: pointId },
      at,
    );
  });
}
