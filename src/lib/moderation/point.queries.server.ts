import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { PointRow } from './point.table.ts';
import { warningsIn, type Point, type PointState } from './point.ts';

function rowToPoint(row: PointRow, commitmentIds: string[]): Point {
  return {
    pointId: row.point_id,
    themeId: row.theme_id,
    commitmentIds,
    text: row.text,
    state: row.state as PointState,
    voices: row.voices,
    draftedBy: row.drafted_by,
    draftedAt: row.drafted_at,
    releasedAt: row.released_at,
    returnReason: row.return_reason,
    version: row.version,
    warnings: warningsIn(row.warnings),
  };
}

async function withCommitments(db: Db, authorityId: string, rows: PointRow[]): Promise<Point[]> {
  if (rows.length === 0) return [];
  const links = await db
    .selectFrom('point_commitments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where(
      'point_id',
      'in',
      rows.map((row) => row.point_id),
    )
    .execute();
  return rows.map((row) =>
    rowToPoint(
      row,
      links.filter((link) => link.point_id === row.point_id).map((link) => link.commitment_id),
    ),
  );
}

const pointsOf = (db: Db, authorityId: string) =>
  db.selectFrom('points').selectAll().where('points.authority_id', '=', authorityId);

/** @throws Refusal `not-found` when the authority has no such point. */
export async function findPoint(db: Db, authorityId: string, pointId: string): Promise<Point> {
  const rows = await pointsOf(db, authorityId).where('point_id', '=', pointId).execute();
  const [point] = await withCommitments(db, authorityId, rows);
  if (!point) throw new Refusal('not-found');
  return point;
}

/** Points of one state, the newest first. @param limit how many at most; all of them without it. */
export async function findPoints(
  db: Db,
  authorityId: string,
  state: PointState,
  limit?: number,
): Promise<Point[]> {
  const found = pointsOf(db, authorityId).where('state', '=', state).orderBy('drafted_at', 'desc');
  const rows = await (limit === undefined ? found : found.limit(limit)).execute();
  return withCommitments(db, authorityId, rows);
}

/** A desk counts points no further than this, and then says "more than 1,000". */
const COUNT_TO = 1_000;

/**
 * How many points are of one state; at most one more than a desk counts.
 * @param butBy leaves out what this person drafted.
 */
export async function countPoints(
  db: Db,
  authorityId: string,
  state: PointState,
  butBy?: string,
): Promise<number> {
  const found = db
    .selectFrom('points')
    .select('point_id')
    .where('authority_id', '=', authorityId)
    .where('state', '=', state)
    .limit(COUNT_TO + 1);
  const { count } = await db
    .selectFrom((butBy === undefined ? found : found.where('drafted_by', '!=', butBy)).as('found'))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Points released from the first instant up to, not including, the second. */
export async function findReleasedBetween(
  db: Db,
  authorityId: string,
  from: string,
  before: string,
): Promise<Point[]> {
  const rows = await pointsOf(db, authorityId)
    .where('state', '=', 'released')
    .where('released_at', '>=', from)
    .where('released_at', '<', before)
    .orderBy('theme_id')
    .orderBy('released_at')
    .execute();
  return withCommitments(db, authorityId, rows);
}

export async function findPointsById(db: Db, authorityId: string, pointIds: string[]): Promise<Point[]> {
  if (pointIds.length === 0) return [];
  const rows = await pointsOf(db, authorityId)
    .where('point_id', 'in', pointIds)
    .orderBy('released_at')
    .execute();
  return withCommitments(db, authorityId, rows);
}

/** The points under a heading, or about a statement, of the promise. */
export async function findPointIdsAbout(
  db: Db,
  authorityId: string,
  what: 'theme' | 'commitment',
  id: string,
): Promise<string[]> {
  const rows =
    what === 'theme'
      ? await db
          .selectFrom('points')
          .select('point_id')
          .where('authority_id', '=', authorityId)
          .where('theme_id', '=', id)
          .execute()
      : await db
          .selectFrom('point_commitments')
          .select('point_id')
          .where('authority_id', '=', authorityId)
          .where('commitment_id', '=', id)
          .execute();
  return rows.map((row) => row.point_id);
}
