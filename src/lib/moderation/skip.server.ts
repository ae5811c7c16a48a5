import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findPoint } from './point.queries.server.ts';
import './point-releases.table.ts';

/**
 * Somebody of the Council does not want to read a draft: it leaves their list for good. No reason, no time, nothing in
 * the audit record: that they skipped it is theirs.
 * @throws Refusal `not-found` when there is no such draft.
 */
export async function skipDraft(
  { db }: { db: Db },
  person: string,
  authorityId: string,
  pointId: string,
): Promise<void> {
  const { state } = await findPoint(db, authorityId, pointId);
  if (state === 'released' || state === 'not-shared') throw new Refusal('moved-on');
  await db
    .insertInto('point_skips')
    .values({ authority_id: authorityId, point_id: pointId, person_id: person })
    .onConflict((conflict) => conflict.columns(['authority_id', 'point_id', 'person_id']).doNothing())
    .execute();
}
