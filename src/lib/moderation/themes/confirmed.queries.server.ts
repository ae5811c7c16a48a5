import type { Db } from '../../platform/database.ts';
import '../point.table.ts';
import type { Confirmed } from './theme-classifier.ts';

/** Released points, newest first, and when the newest was released. They name nobody; raw words are never read here. */
export async function findConfirmed(
  db: Db,
  authorityId: string,
  most: number,
): Promise<{ confirmed: Confirmed[]; newest: string }> {
  const newestFirst = db
    .selectFrom('points')
    .where('authority_id', '=', authorityId)
    .where('state', '=', 'released')
    .where('released_at', 'is not', null)
    .orderBy('released_at', 'desc')
    .limit(most);
  const points = await newestFirst.select(['point_id', 'theme_id', 'text', 'released_at']).execute();
  const links = await db
    .selectFrom('point_commitments')
    .select(['point_id', 'commitment_id'])
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', newestFirst.select('point_id'))
    .execute();
  const about = new Map<string, string[]>();
  for (const { point_id, commitment_id } of links)
    about.set(point_id, [...(about.get(point_id) ?? []), commitment_id].toSorted());
  return {
    confirmed: points.map(({ point_id, theme_id, text }) => ({
      themeId: theme_id,
      commitmentIds: about.get(point_id) ?? [],
      text,
    })),
    newest: points[0]?.released_at ?? '',
  };
}

/** How many points were released after an instant, counted up to `enough`. */
export async function countReleasedAfter(
  db: Db,
  authorityId: string,
  after: string,
  enough: number,
): Promise<number> {
  const rows = await db
    .selectFrom('points')
    .select('point_id')
    .where('authority_id', '=', authorityId)
    .where('state', '=', 'released')
    .where('released_at', '>', after)
    .limit(enough)
    .execute();
  return rows.length;
}
