import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { NotSharedReason } from '../voice/not-shared.ts';
import { findPoint } from './point.queries.server.ts';
import type { Point } from './point.ts';
import './point-releases.table.ts';

/**
 * Holds a draft still until the transaction is over: whoever else lets it go, sends it back or rewords it takes turns.
 * @throws Refusal `not-found` when there is none; `moved-on` when it is not the draft that was read.
 */
export async function lockDraft(
  trx: Trx,
  authorityId: string,
  pointId: string,
  version: number,
): Promise<Point> {
  const locked = await trx
    .updateTable('points')
    .set({ version })
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('state', '=', 'draft')
    .where('version', '=', version)
    .executeTakeFirst();
  const point = await findPoint(trx, authorityId, pointId);
  if (locked.numUpdatedRows === 0n) throw new Refusal('moved-on');
  return point;
}

/** Who has released this version of a point. */
export async function findReleasers(
  db: Db,
  authorityId: string,
  pointId: string,
  version: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('point_releases')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('version', '=', version)
    .execute();
  return rows.map((row) => row.person_id);
}

/** The two sides that agree on what is not shared: the Council, and those who moderate. */
export type Side = 'council' | 'worker';

/** That a version of a draft is not for sharing: proposed, or confirmed too. */
export interface Withholding {
  pointId: string;
  version: number;
  reason: NotSharedReason;
  side: Side;
  confirmed: boolean;
}

/** What was proposed of these points, whatever version. */
export async function findWithholdings(
  db: Db,
  authorityId: string,
  pointIds: string[],
): Promise<Withholding[]> {
  if (pointIds.length === 0) return [];
  const rows = await db
    .selectFrom('point_withholdings')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', pointIds)
    .execute();
  return rows.map((row) => ({
    pointId: row.point_id,
    version: row.version,
    reason: row.reason as NotSharedReason,
    side: row.side as Side,
    confirmed: row.confirmed_by !== null,
  }));
}

/** What is proposed of a version of a draft, or was confirmed of it; null where nothing is. */
export async function findWithholding(
  db: Db,
  authorityId: string,
  { pointId, version }: Pick<Point, 'pointId' | 'version'>,
): Promise<Withholding | null> {
  const all = await findWithholdings(db, authorityId, [pointId]);
  return all.find((one) => one.version === version) ?? null;
}

/** Forgets who did not want to read a draft, once it is none. */
export async function forgetSkips(trx: Trx, authorityId: string, pointId: string): Promise<void> {
  await trx
    .deleteFrom('point_skips')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .execute();
}
