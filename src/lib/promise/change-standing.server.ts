import { record, type AuditKey } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import { isConflict } from '../platform/conflict.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mustBePromised } from './promise.queries.server.ts';
import { findStandingHistory, insertStanding } from './standing.queries.server.ts';
import { saysTheSame, type NewStanding, type Standing } from './standing.ts';

/** Somebody else said something meanwhile: what they said, so that both texts can be shown. */
export interface Overtaken {
  by: Standing;
}

/**
 * Says how a commitment stands. Whoever began from an older standing than the newest gets that one back, and nothing is
 * written; the very same once more is taken for the same form sent twice.
 * @param from the number of the standing the form was made from; 0 where there was none.
 * @throws Refusal `not-found` when the authority has made no such commitment.
 */
export async function changeStanding(
  { db, auditKey, clock }: { db: Db; auditKey: AuditKey; clock: Clock },
  actor: string,
  authorityId: string,
  commitmentId: string,
  from: number,
  said: NewStanding,
): Promise<Overtaken | null> {
  const at = clock();
  await mustBePromised(db, authorityId, commitmentId);
  const standing: Standing = {
    ...said,
    commitmentId,
    number: from + 1,
    changedBy: actor,
    changedAt: toInstant(at),
  };
  const newest = async () => (await findStandingHistory(db, authorityId, commitmentId))[0];
  const overtakenBy = (other: Standing): Overtaken | null =>
    other.number === standing.number && other.changedBy === actor && saysTheSame(other, said)
      ? null
      : { by: other };

  const before = await newest();
  if (before && before.number !== from) return overtakenBy(before);
  if (!before && from !== 0) throw new Refusal('moved-on');
  try {
    await db.transaction().execute(async (trx) => {
      await insertStanding(trx, authorityId, standing);
      await touchContent(trx, authorityId);
      const meta = { standing: said.kind, number: String(standing.number) };
      const deed = { actor, action: 'standing.changed', object: `commitment:${commitmentId}`, meta };
      await record(trx, auditKey, authorityId, deed, at);
    });
    return null;
  } catch (fault) {
    const other = isConflict(fault) ? await newest() : undefined;
    if (!other || other.number === from) throw fault;
    return overtakenBy(other);
  }
}
