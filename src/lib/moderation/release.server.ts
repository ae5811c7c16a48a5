import { record } from '../audit/audit.server.ts';
import { authorityOf } from '../authorities/authorities.queries.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { findCommitmentIds } from '../promise/promise.queries.server.ts';
import { refuseIfAboutAny } from '../screening/conflicts.queries.server.ts';
import { moveAllMessages } from '../voice/move-messages.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { freezeVoices } from './freeze-voices.server.ts';
import { findSources } from './moderation.queries.server.ts';
import { indexPoint } from './point-search.queries.server.ts';
import { forgetSketches, linkSources, takeOutOfNotShared } from './point-sources.queries.server.ts';
import { findPoint } from './point.queries.server.ts';
import type { Point, PointDraft } from './point.ts';
import { findReleasers, findWithholding, forgetSkips, lockDraft } from './release.queries.server.ts';
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
 * @throws Refusal `moved-on` when one of them is no longer waiting, or there is none.
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
  if (messageIds.length === 0) throw new Refusal('moved-on');
  await db.transaction().execute(async (trx) => {
    await refuseIfAboutAny(trx, authorityId, messageIds, actor);
    await takeOutOfNotShared(trx, authorityId, messageIds);
    await moveAllMessages(trx, authorityId, messageIds, 'draft', at);
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
        warnings: (draft.warnings ?? []).join(' '),
      })
      .execute();
    await linkCommitments(trx, authorityId, pointId, draft.commitmentIds);
    await linkSources(trx, authorityId, pointId, messageIds);
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

/** @throws Refusal `no-longer-promised` when its theme or a commitment of it was taken out of the promise. */
async function mustStillBePromised(trx: Trx, authorityId: string, point: Point): Promise<void> {
  const ofTheme = (await findCommitmentIds(trx, authorityId)).get(point.themeId);
  if (!ofTheme || !point.commitmentIds.every((id) => ofTheme.includes(id)))
    throw new Refusal('no-longer-promised');
}

/**
 * Somebody of the Council lets a point go. It goes when as many have as the authority asks for (two, unless it set one),
 * never its writer, never the same person twice; its count of young people is frozen then.
 * @returns `noted` while another person is needed; `released` when it went.
 * @throws Refusal `not-yourself` for who wrote it or released it before; `moved-on` when it changed since it was read,
 * or is proposed not to be shared; `no-longer-promised` as it says.
 */
export async function releasePoint(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  pointId: string,
  version: number,
): Promise<'noted' | 'released'> {
  const at = clock();
  const { settings } = await authorityOf(db, authorityId);
  return db.transaction().execute(async (trx) => {
    const deed = (action: string) =>
      record(trx, ring.secret('audit'), authorityId, { actor, action, object: pointId }, at);
    const point = await lockDraft(trx, authorityId, pointId, version);
    const before = await findReleasers(trx, authorityId, pointId, version);
    if (point.draftedBy === actor || before.includes(actor)) throw new Refusal('not-yourself');
    if (await findWithholding(trx, authorityId, point)) throw new Refusal('moved-on');
    await mustStillBePromised(trx, authorityId, point);
    const sources = await findSources(trx, authorityId, [pointId]);
    if (sources.length === 0) throw new Refusal('moved-on');
    await trx
      .insertInto('point_releases')
      .values({
        authority_id: authorityId,
        point_id: pointId,
        version,
        person_id: actor,
        at: toInstant(at),
      })
      .execute();
    if (before.length + 1 < settings.release.councilMembers) {
      await deed('point.first-release');
      return 'noted';
    }
    await moveAllMessages(trx, authorityId, sources, 'release', at);
    await trx
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
      .execute();
    await indexPoint(trx, authorityId, point, toInstant(at));
    await forgetSkips(trx, authorityId, pointId);
    await forgetSketches(trx, authorityId, sources);
    await deed('point.released');
    return 'released';
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
        warnings: (draft.warnings ?? []).join(' '),
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
