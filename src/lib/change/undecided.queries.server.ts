import type { Db } from '../platform/database.ts';
import type { After } from './after.ts';
import './decision.table.ts';
import '../moderation/point.table.ts';

const PAGE = 30;
/** Points looked through for one page, so that a page costs the same however many are decided already. */
const LOOKED_THROUGH = 1_000;

export interface UndecidedPage {
  points: { pointId: string; text: string; themeId: string }[];
  /** Where to go on; there may be none on the next page either, where a thousand in a row are decided. */
  after: After | null;
}

/** Released points that no decision is about, the newest first. */
export async function findUndecided(
  db: Db,
  authorityId: string,
  after: After | null,
): Promise<UndecidedPage> {
  const looked = await db
    .selectFrom('points')
    .leftJoin('decision_points', (join) =>
      join
        .onRef('decision_points.authority_id', '=', 'points.authority_id')
        .onRef('decision_points.point_id', '=', 'points.point_id'),
    )
    .select(['points.point_id', 'text', 'theme_id', 'released_at', 'decision_id'])
    .where('points.authority_id', '=', authorityId)
    .where('points.state', '=', 'released')
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('released_at', 'points.point_id'), '<', tuple(after?.key ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('released_at', 'desc')
    .orderBy('points.point_id', 'desc')
    .limit(LOOKED_THROUGH)
    .execute();
  const undecided = looked.filter((row) => row.decision_id === null);
  const shown = undecided.slice(0, PAGE);
  const last =
    undecided.length > PAGE ? shown.at(-1) : looked.length === LOOKED_THROUGH ? looked.at(-1) : null;
  return {
    points: shown.map((row) => ({ pointId: row.point_id, text: row.text, themeId: row.theme_id })),
    after: last ? { key: last.released_at ?? '', id: last.point_id } : null,
  };
}
