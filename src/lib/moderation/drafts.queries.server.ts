import type { AuthoritySettings } from '../authorities/authority.ts';
import { findHolders } from '../identity/people.queries.server.ts';
import type { Db } from '../platform/database.ts';
import type { Point } from './point.ts';
import { findPointsById } from './point.queries.server.ts';
import { findWithholdings, type Withholding } from './release.queries.server.ts';

/** Drafts on one page. Nobody reads more in an evening. */
const LISTED = 200;

/** A draft, and how far it is on its way. */
export interface WaitingDraft {
  point: Point;
  /** One person has released it; nobody is told who. */
  released: boolean;
  /** What is proposed of it, if it is not for sharing. */
  proposed: Withholding | null;
}

const inOrder = (a: Point, b: Point) => (a.draftedAt + a.pointId < b.draftedAt + b.pointId ? -1 : 1);

async function withProgress(db: Db, authorityId: string, pointIds: string[]): Promise<WaitingDraft[]> {
  const points = (await findPointsById(db, authorityId, pointIds)).sort(inOrder);
  const proposals = await findWithholdings(db, authorityId, pointIds);
  const releases = await findVersionsIn(db, authorityId, pointIds);
  return points.map((point) => ({
    point,
    released: releases.some((one) => one.point_id === point.pointId && one.version === point.version),
    proposed: proposals.find((one) => one.pointId === point.pointId && one.version === point.version) ?? null,
  }));
}

async function findVersionsIn(db: Db, authorityId: string, pointIds: string[]) {
  if (pointIds.length === 0) return [];
  return db
    .selectFrom('point_releases')
    .select(['point_id', 'version', 'person_id'])
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', pointIds)
    .execute();
}

const draftsOf = (db: Db, authorityId: string) =>
  db
    .selectFrom('points')
    .select('points.point_id')
    .where('points.authority_id', '=', authorityId)
    .where('points.state', '=', 'draft')
    .orderBy('drafted_at')
    .orderBy('points.point_id')
    .limit(LISTED);

/** Every draft, oldest first: for those who write them. */
export async function findAllDrafts(db: Db, authorityId: string): Promise<WaitingDraft[]> {
  const rows = await draftsOf(db, authorityId).execute();
  return withProgress(
    db,
    authorityId,
    rows.map((row) => row.point_id),
  );
}

/**
 * The drafts that wait for one person of the Council, oldest first: none that they wrote, released or do not want to
 * read, and none that the Council proposed not to share.
 */
export async function findDraftsFor(db: Db, authorityId: string, personId: string): Promise<WaitingDraft[]> {
  const rows = await draftsOf(db, authorityId)
    .where('drafted_by', '!=', personId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('point_skips')
            .select('person_id')
            .whereRef('point_skips.authority_id', '=', 'points.authority_id')
            .whereRef('point_skips.point_id', '=', 'points.point_id')
            .where('point_skips.person_id', '=', personId),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('point_releases')
            .select('person_id')
            .whereRef('point_releases.authority_id', '=', 'points.authority_id')
            .whereRef('point_releases.point_id', '=', 'points.point_id')
            .whereRef('point_releases.version', '=', 'points.version')
            .where('point_releases.person_id', '=', personId),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('point_withholdings')
            .select('reason')
            .whereRef('point_withholdings.authority_id', '=', 'points.authority_id')
            .whereRef('point_withholdings.point_id', '=', 'points.point_id')
            .whereRef('point_withholdings.version', '=', 'points.version')
            .where('point_withholdings.side', '=', 'council'),
        ),
      ),
    )
    .execute();
  return withProgress(
    db,
    authorityId,
    rows.map((row) => row.point_id),
  );
}

/** The draft after this one in somebody's list, and the first of it after the last; null where none is left. */
export async function findNextDraft(
  db: Db,
  authorityId: string,
  personId: string,
  after: Pick<Point, 'pointId' | 'draftedAt'>,
): Promise<string | null> {
  const left = (await findDraftsFor(db, authorityId, personId)).filter(
    ({ point }) => point.pointId !== after.pointId,
  );
  const key = after.draftedAt + after.pointId;
  const next = left.find(({ point }) => point.draftedAt + point.pointId > key) ?? left[0];
  return next?.point.pointId ?? null;
}

/**
 * Which of these drafts too few of the Council are left to release: some skipped them, or there are too few people.
 * @returns ids, and nothing of who or how many.
 */
export async function findWaitingForSomebodyElse(
  db: Db,
  authorityId: string,
  settings: AuthoritySettings,
  drafts: readonly WaitingDraft[],
): Promise<Set<string>> {
  const ids = drafts.map(({ point }) => point.pointId);
  if (ids.length === 0) return new Set();
  const council = await findHolders(db, authorityId, 'council-member');
  const released = await findVersionsIn(db, authorityId, ids);
  const skips = await db
    .selectFrom('point_skips')
    .select(['point_id', 'person_id'])
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', ids)
    .execute();
  const waits = drafts.filter(({ point, proposed }) => {
    if (proposed) return false;
    const done = released.filter((one) => one.point_id === point.pointId && one.version === point.version);
    const out = new Set([
      point.draftedBy,
      ...done.map((one) => one.person_id),
      ...skips.filter((one) => one.point_id === point.pointId).map((one) => one.person_id),
    ]);
    const left = council.filter(({ personId }) => !out.has(personId)).length;
    return done.length + left < settings.release.councilMembers;
  });
  return new Set(waits.map(({ point }) => point.pointId));
}
