import type { Breakdown } from '../authorities/breakdowns.ts';
import { startOfDay, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { quartersIn, type Period } from '../platform/period.ts';
import { NOT_TOLD, type Counted } from './counted.ts';
import type {} from '../moderation/point-voices.table.ts';
import type {} from '../moderation/point.table.ts';

const columns = { channel: 'channel', language: 'language', 'age-band': 'age_band', area: 'area' } as const;

/**
 * How many young people stand behind the points of a period, at every place of what the report is split by: added up in
 * the database, by reading one index. Whoever told different things in one theme and quarter counts once, with what
 * sorts last; what was told goes before what was not.
 */
export async function countVoices(
  db: Db,
  authorityId: string,
  period: Period,
  splits: readonly Breakdown[],
): Promise<Counted[]> {
  const wanted = splits.map((split) => columns[split]);
  const once = db
    .selectFrom('point_voices')
    .select((eb) => ['theme_id', ...wanted.map((column) => eb.fn.max(column).as(column))])
    .where('authority_id', '=', authorityId)
    .where('period', 'in', quartersIn(period))
    .groupBy(['period', 'theme_id', 'voice']);
  const rows = await db
    .selectFrom(once.as('once'))
    .select((eb) => ['theme_id', ...wanted, eb.fn.countAll().as('voices')])
    .groupBy(['theme_id', ...wanted])
    .execute();
  return rows.map((row) => {
    const at: Counted['at'] = { theme: row.theme_id };
    for (const split of splits) at[split] = row[columns[split]] || NOT_TOLD;
    return { at, voices: Number(row.voices) };
  });
}

/** How many young people stand behind points about each commitment; a point may be about several. */
export async function countByCommitment(
  db: Db,
  authorityId: string,
  period: Period,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('point_voices')
    .innerJoin('point_commitments', (join) =>
      join
        .onRef('point_commitments.authority_id', '=', 'point_voices.authority_id')
        .onRef('point_commitments.point_id', '=', 'point_voices.point_id'),
    )
    .select((eb) => ['commitment_id', eb.fn.count('voice').distinct().as('voices')])
    .where('point_voices.authority_id', '=', authorityId)
    .where('period', 'in', quartersIn(period))
    .groupBy('commitment_id')
    .execute();
  return new Map(rows.map((row) => [row.commitment_id, Number(row.voices)]));
}

/** The points of a theme that most young people stand behind, released in a period. */
export async function findTopPoints(
  db: Db,
  authorityId: string,
  period: Period,
  themeId: string,
  most: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('points')
    .select('text')
    .where('authority_id', '=', authorityId)
    .where('theme_id', '=', themeId)
    .where('released_at', '>=', toInstant(startOfDay(period.from)))
    .where('released_at', '<', toInstant(startOfDay(period.before)))
    .where('state', '=', 'released')
    .orderBy('voices', 'desc')
    .orderBy('released_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => row.text);
}
