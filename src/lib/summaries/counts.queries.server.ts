import { sql } from 'kysely';
import { startOfDay, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { quartersIn, type Period } from '../platform/period.ts';
import { NOT_TOLD, type Counted } from './counted.ts';
import type {} from '../moderation/point-voices.table.ts';
import type {} from '../moderation/point.table.ts';

const splits = ['channel', 'language', 'age_band', 'area'] as const;

/** Written out and not bound: only then does a database use the index that has these rows alone. */
const UNNAMED = sql.lit(0);
const NAMED = sql.lit(1);

type Row = Record<(typeof splits)[number] | 'theme_id' | 'period', string> & {
  voices: string | number | bigint;
};

/** Messages without a name: one voice each, counted in the order of an index. */
async function countUnnamed(db: Db, authorityId: string, quarters: string[]): Promise<Row[]> {
  return db
    .selectFrom('point_voices')
    .select((eb) => ['period', 'theme_id', ...splits, eb.fn.countAll().as('voices')])
    .where('authority_id', '=', authorityId)
    .where('period', 'in', quarters)
    .where('known', '=', UNNAMED)
    .groupBy(['period', 'theme_id', ...splits])
    .execute();
}

/**
 * Young people who signed in: each once in a theme and quarter. Whoever told different things counts with what sorts
 * last; what was told goes before what was not.
 */
async function countNamed(db: Db, authorityId: string, quarters: string[]): Promise<Row[]> {
  const once = db
    .selectFrom('point_voices')
    .select((eb) => ['period', 'theme_id', ...splits.map((column) => eb.fn.max(column).as(column))])
    .where('authority_id', '=', authorityId)
    .where('period', 'in', quarters)
    .where('known', '=', NAMED)
    .groupBy(['period', 'theme_id', 'voice']);
  return db
    .selectFrom(once.as('once'))
    .select((eb) => ['period', 'theme_id', ...splits, eb.fn.countAll().as('voices')])
    .groupBy(['period', 'theme_id', ...splits])
    .execute();
}

/**
 * How many young people stand behind the points of some quarters, at every place of everything there is to count by:
 * added up in the database, by reading two indexes and no row.
 */
export async function countVoices(db: Db, authorityId: string, quarters: string[]): Promise<Counted[]> {
  const rows = await Promise.all([
    countUnnamed(db, authorityId, quarters),
    countNamed(db, authorityId, quarters),
  ]);
  return rows.flat().map((row) => ({
    quarter: row.period,
    at: {
      theme: row.theme_id,
      channel: row.channel || NOT_TOLD,
      language: row.language || NOT_TOLD,
      'age-band': row.age_band || NOT_TOLD,
      area: row.area || NOT_TOLD,
    },
    voices: Number(row.voices),
  }));
}

const commitmentsOf = (db: Db, authorityId: string, quarters: string[]) =>
  db
    .selectFrom('point_voices')
    .innerJoin('point_commitments', (join) =>
      join
        .onRef('point_commitments.authority_id', '=', 'point_voices.authority_id')
        .onRef('point_commitments.point_id', '=', 'point_voices.point_id'),
    )
    .where('point_voices.authority_id', '=', authorityId)
    .where('point_voices.period', 'in', quarters)
    .groupBy('commitment_id');

/**
 * How many young people stand behind points about each commitment; a point may be about several. Everybody behind every
 * point, less those who are there again: few are, and to look for them alone is quicker than to tell all apart.
 */
export async function countByCommitment(
  db: Db,
  authorityId: string,
  period: Period,
): Promise<Map<string, number>> {
  const quarters = quartersIn(period);
  const everybody = commitmentsOf(db, authorityId, quarters)
    .select((eb) => ['commitment_id', eb.fn.countAll().as('voices')])
    .execute();
  const oftener = db
    .selectFrom('point_voices')
    .select(['period', 'theme_id', 'voice'])
    .where('authority_id', '=', authorityId)
    .where('period', 'in', quarters)
    .where('known', '=', NAMED)
    .groupBy(['period', 'theme_id', 'voice'])
    .having((eb) => eb(eb.fn.countAll(), '>', 1))
    .as('oftener');
  const again = commitmentsOf(db, authorityId, quarters)
    .innerJoin(oftener, (join) =>
      join
        .onRef('oftener.period', '=', 'point_voices.period')
        .onRef('oftener.theme_id', '=', 'point_voices.theme_id')
        .onRef('oftener.voice', '=', 'point_voices.voice'),
    )
    .where('known', '=', NAMED)
    .select((eb) => [
      'commitment_id',
      eb.fn.countAll().as('times'),
      eb.fn.count('point_voices.voice').distinct().as('voices'),
    ])
    .execute();
  const [all, twice] = await Promise.all([everybody, again]);
  const less = new Map(twice.map((row) => [row.commitment_id, Number(row.times) - Number(row.voices)]));
  return new Map(
    all.map((row) => [row.commitment_id, Number(row.voices) - (less.get(row.commitment_id) ?? 0)]),
  );
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
