import { sql } from 'kysely';
import { wordsIn } from '../offer/fold.ts';
import { kindOfDatabase } from '../platform/database-kind.ts';
import type { Db, Trx } from '../platform/database.ts';
import { findPointsById } from './point.queries.server.ts';
import type { Point } from './point.ts';

/** Words of a query that count; the rest is left out. */
const WORDS_MAX = 8;

/** How many of the newest points PostgreSQL looks through itself before it asks the index of words. */
const NEWEST = 2_000;

/** A page of points, newest first, and where the next begins. */
export interface PointPage {
  points: Point[];
  /** Opaque: given back as it is. Null on the last page. */
  next: string | null;
}

const authorityWord = (authorityId: string) => `a${Buffer.from(authorityId).toString('hex')}`;

/** Makes a point that is released at this moment findable by its words. */
export async function indexPoint(
  trx: Trx,
  authorityId: string,
  { pointId, text }: Pick<Point, 'pointId' | 'text'>,
  releasedAt: string,
): Promise<void> {
  const words = wordsIn(text).join(' ');
  const authority = authorityWord(authorityId);
  if (kindOfDatabase(trx) === 'postgresql')
    await sql`insert into point_search (authority_id, released_at, point_id, words)
      values (${authorityId}, ${releasedAt}, ${pointId}, to_tsvector('said_words', ${`${words} ${authority}`}))
      on conflict do nothing`.execute(trx);
  else
    await sql`insert into point_search (words, authority, authority_id, point_id)
      values (${words}, ${authority}, ${authorityId}, ${pointId})`.execute(trx);
}

interface Found {
  point_id: string;
  place: string;
}

/** FTS5 keeps its rows in the order of release, so that the newest come first without sorting. */
async function searchSqlite(
  db: Db,
  authorityId: string,
  words: string[],
  after: string,
  most: number,
): Promise<Found[]> {
  const before = /^\d{1,15}$/.test(after) ? Number(after) : Number.MAX_SAFE_INTEGER;
  // Each word is quoted and letters and digits only: nothing of it is an operator.
  const match = `authority : "${authorityWord(authorityId)}" AND words : (${words.map((word) => `"${word}"`).join(' AND ')})`;
  const { rows } = await sql<Found>`select point_id, cast(rowid as text) as place from point_search
    where point_search match ${match} and rowid < ${before} order by rowid desc limit ${most}`.execute(db);
  return rows;
}

/** After every instant there is. */
const START = '9999/';

/**
 * Common words stand in the newest points: those are looked through first, in the order of time. Where they do not fill
 * a page the words are rare, and the index of words knows the few there are.
 */
async function searchPostgresql(
  db: Db,
  authorityId: string,
  words: string[],
  after: string,
  most: number,
): Promise<Found[]> {
  const [releasedAt = '', pointId = ''] = (after === '' ? START : after).split('/');
  const wanted = sql`plainto_tsquery('said_words', ${words.join(' ')})`;
  const both = sql`plainto_tsquery('said_words', ${[authorityWord(authorityId), ...words].join(' ')})`;
  const place = sql`released_at || '/' || point_id as place`;
  const order = sql`order by released_at desc, point_id desc`;
  const { rows: newest } = await sql<Found>`select point_id, ${place} from (
      select released_at, point_id, words from point_search
      where authority_id = ${authorityId} and (released_at, point_id) < (${releasedAt}, ${pointId})
      ${order} limit ${NEWEST}) as newest
    where words @@ ${wanted} ${order} limit ${most}`.execute(db);
  if (newest.length === most) return newest;
  const { rows } = await sql<Found>`with found as materialized (
      select authority_id, released_at, point_id from point_search where words @@ ${both})
    select point_id, ${place} from found
    where authority_id = ${authorityId} and (released_at, point_id) < (${releasedAt}, ${pointId})
    ${order} limit ${most}`.execute(db);
  return rows;
}

async function pageOf(db: Db, authorityId: string, found: Found[], size: number): Promise<PointPage> {
  const shown = found.slice(0, size);
  const points = await findPointsById(
    db,
    authorityId,
    shown.map(({ point_id }) => point_id),
  );
  const byId = new Map(points.map((point) => [point.pointId, point]));
  return {
    points: shown.flatMap(({ point_id }) => byId.get(point_id) ?? []),
    next: found.length > size ? (shown.at(-1)?.place ?? null) : null,
  };
}

/**
 * Released points with all these words, newest first, a page at a time.
 * @param after what the page before gave as `next`, or '' for the first.
 * @returns no points where the query has no word in it.
 */
export async function searchPoints(
  db: Db,
  authorityId: string,
  query: string,
  after: string,
  size: number,
): Promise<PointPage> {
  const words = [...new Set(wordsIn(query))].slice(0, WORDS_MAX);
  if (words.length === 0) return { points: [], next: null };
  const search = kindOfDatabase(db) === 'postgresql' ? searchPostgresql : searchSqlite;
  return pageOf(db, authorityId, await search(db, authorityId, words, after, size + 1), size);
}

/** Released points, newest first, a page at a time. @param after as for `searchPoints`. */
export async function findNewestReleased(
  db: Db,
  authorityId: string,
  after: string,
  size: number,
): Promise<PointPage> {
  const [releasedAt = '', pointId = ''] = (after === '' ? START : after).split('/');
  const rows = await db
    .selectFrom('points')
    .select(['point_id', sql<string>`released_at || '/' || point_id`.as('place')])
    .where('authority_id', '=', authorityId)
    .where('state', '=', 'released')
    .where(sql<boolean>`(released_at, point_id) < (${releasedAt}, ${pointId})`)
    .orderBy('released_at', 'desc')
    .orderBy('point_id', 'desc')
    .limit(size + 1)
    .execute();
  return pageOf(db, authorityId, rows, size);
}
