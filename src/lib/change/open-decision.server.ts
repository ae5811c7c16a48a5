import { record } from '../audit/audit.server.ts';
import { findPointsById } from '../moderation/point.queries.server.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ChangeContext } from './decide.server.ts';
import { announce } from './decision-moves.server.ts';
import { slugFrom, type NewDecision } from './decision.ts';

async function freeSlug(trx: Trx, authorityId: string, wanted: string): Promise<string> {
  const taken = await trx
    .selectFrom('decisions')
    .select('slug')
    .where('authority_id', '=', authorityId)
    .where('slug', 'like', `${wanted}%`)
    .execute();
  const names = new Set(taken.map((row) => row.slug));
  if (!names.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!names.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

/**
 * Opens a decision about released points.
 * @throws Refusal `not-found` when a point is not released; `moved-on` when one already has a decision, or its due day
 * passed since it was read.
 */
export async function openDecision(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  pointIds: string[],
  decision: NewDecision,
  slug = slugFrom(decision.said.en ?? ''),
): Promise<string> {
  const at = clock();
  const decisionId = newId(at);
  if (decision.dueOn < toDay(at)) throw new Refusal('moved-on');
  const points = await findPointsById(db, authorityId, pointIds);
  if (points.length !== pointIds.length || points.some((point) => point.state !== 'released'))
    throw new Refusal('not-found');
  await db.transaction().execute(async (trx) => {
    const decided = await trx
      .selectFrom('decision_points')
      .select('point_id')
      .where('authority_id', '=', authorityId)
      .where('point_id', 'in', pointIds)
      .execute();
    if (decided.length > 0) throw new Refusal('moved-on');
    await trx
      .insertInto('decisions')
      .values({
        authority_id: authorityId,
        decision_id: decisionId,
        slug: await freeSlug(trx, authorityId, slug),
        owner_id: decision.ownerId,
        owner_role: decision.ownerRole,
        state: 'open',
        due_on: decision.dueOn,
        created_at: toInstant(at),
        published_at: null,
        answered: null,
        round: 1,
        version: 1,
      })
      .execute();
    const texts = Object.entries(decision.said).map(([lang, said]) => ({
      authority_id: authorityId,
      decision_id: decisionId,
      lang,
      said,
      answer: null,
    }));
    await trx.insertInto('decision_texts').values(texts).execute();
    const links = pointIds.map((id) => ({
      authority_id: authorityId,
      decision_id: decisionId,
      point_id: id,
    }));
    await trx.insertInto('decision_points').values(links).execute();
    await announce(trx, authorityId, decisionId, pointIds, 'decide', at);
    await record(trx, auditKey, authorityId, { actor, action: 'decision.opened', object: decisionId }, at);
  });
  return decisionId;
}
