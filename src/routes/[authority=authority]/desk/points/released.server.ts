import { findDecidedAmong } from '$lib/change/decision.queries.server.ts';
import { findNewestReleased, searchPoints } from '$lib/moderation/point-search.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';

const PAGE = 20;

/** A page of released points, newest first: all of them, or those with the words that are looked for. */
export async function releasedPage(
  db: Db,
  authorityId: string,
  themes: ReadonlyMap<string, string>,
  asked: URLSearchParams,
) {
  const query = (asked.get('q') ?? '').trim().slice(0, 200);
  const after = asked.get('after') ?? '';
  const { points, next } = query
    ? await searchPoints(db, authorityId, query, after, PAGE)
    : await findNewestReleased(db, authorityId, after, PAGE);
  const decided = await findDecidedAmong(
    db,
    authorityId,
    points.map(({ pointId }) => pointId),
  );
  const more = new URLSearchParams({ ...(query ? { q: query } : {}), after: next ?? '' });
  return {
    query,
    isFirst: after === '',
    more: next === null ? null : `?${more}`,
    points: points.map(({ pointId, text, warnings, themeId, releasedAt }) => ({
      pointId,
      text,
      warnings: warnings ?? [],
      theme: themes.get(themeId) ?? 'No longer in the promise',
      releasedAt,
      decided: decided.has(pointId),
    })),
  };
}
