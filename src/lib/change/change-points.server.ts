import { record } from '../audit/audit.server.ts';
import { findPointsById } from '../moderation/point.queries.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { findDecision } from './decision.queries.server.ts';
import type { ChangeContext } from './decide.server.ts';
import { announce, setState } from './decision-moves.server.ts';

/**
 * Adds points to a decision that is being worked on; those who said them are told that somebody has it now.
 * @throws Refusal `not-found` when a point is not released; `moved-on` when one has a decision, or this one moved on.
 */
export async function addPoints(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  version: number,
  pointIds: string[],
): Promise<void> {
  const at = clock();
  const decision = await findDecision(db, authorityId, decisionId);
  if (decision.state !== 'open') throw new Refusal('moved-on');
  const points = await findPointsById(db, authorityId, pointIds);
  if (points.length !== pointIds.length || points.some((point) => point.state !== 'released'))
    throw new Refusal('not-found');
  await db.transaction().execute(async (trx) => {
    await setState(trx, authorityId, decision, version, {});
    const links = pointIds.map((id) => ({
      authority_id: authorityId,
      decision_id: decisionId,
      point_id: id,
    }));
    const linked = await trx
      .insertInto('decision_points')
      .values(links)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const added = linked.reduce((sum, { numInsertedOrUpdatedRows: rows }) => sum + Number(rows ?? 0), 0);
    if (added !== pointIds.length) throw new Refusal('moved-on');
    await announce(trx, authorityId, decisionId, pointIds, 'decide', at);
    const meta = { points: String(added) };
    const deed = { actor, action: 'decision.points-added', object: decisionId, meta };
    await record(trx, auditKey, authorityId, deed, at);
  });
}

/**
 * Takes a point out of a decision that is being worked on; those who said it are told that it waits for another one.
 * @throws Refusal `not-found` when it is not in it; `moved-on` when it is the last one, or the decision moved on.
 */
export async function takePointOut(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  version: number,
  pointId: string,
): Promise<void> {
  const at = clock();
  const decision = await findDecision(db, authorityId, decisionId);
  if (!decision.pointIds.includes(pointId)) throw new Refusal('not-found');
  if (decision.state !== 'open' || decision.pointIds.length === 1) throw new Refusal('moved-on');
  await db.transaction().execute(async (trx) => {
    await setState(trx, authorityId, decision, version, {});
    await trx
      .deleteFrom('decision_points')
      .where('authority_id', '=', authorityId)
      .where('decision_id', '=', decisionId)
      .where('point_id', '=', pointId)
      .execute();
    await announce(trx, authorityId, decisionId, [pointId], 'take-out', at);
    const deed = { actor, action: 'decision.point-taken-out', object: decisionId, meta: { point: pointId } };
    await record(trx, auditKey, authorityId, deed, at);
  });
}
