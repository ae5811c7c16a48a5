import { sql, type SqlBool } from 'kysely';
import type { Db } from '../platform/database.ts';

/** Series on one page of an administrator's list. */
const PAGE = 40;

/** Who reviews are with, and how many. */
export interface Holder {
  /** Null for all that are with no active officer. */
  officerId: string | null;
  name: string;
  count: number;
}

/** Somebody who may hold reviews now: not disabled, and still in that role. */
const isActive = sql<SqlBool>`exists (
  select 1 from people join person_roles
    on person_roles.authority_id = people.authority_id and person_roles.person_id = people.person_id
  where people.authority_id = review_series.authority_id and people.person_id = review_series.officer_id
    and people.disabled_at is null and person_roles.role = 'reviewing-officer')`;

/** A running series as an administrator sees it: a reference and dates. */
export interface HeldSeries {
  /** Its next review, by which its page is found. */
  reviewId: string;
  reference: string;
  kind: string;
  dueOn: string;
  plannedOn: string | null;
  /** Whether something came in that sounds like danger and that nobody has opened. */
  toReadToday: boolean;
}

const toReadToday = sql<number>`case when exists (
  select 1 from views join reviews as one
    on one.authority_id = views.authority_id and one.review_id = views.review_id
  where views.authority_id = review_series.authority_id and one.series_id = review_series.series_id
    and views.danger = 1 and views.first_opened_at is null) then 1 else 0 end`;

/** One page of the running series that are with an officer, or (null) with nobody who is active, by reference. */
export async function findHeldBy(
  db: Db,
  authorityId: string,
  officerId: string | null,
  after: { reference: string; seriesId: string } | null,
): Promise<{ series: HeldSeries[]; next: { reference: string; seriesId: string } | null }> {
  let query = db
    .selectFrom('review_series')
    .innerJoin('reviews', (join) =>
      join
        .onRef('reviews.authority_id', '=', 'review_series.authority_id')
        .onRef('reviews.series_id', '=', 'review_series.series_id')
        .on(sql<SqlBool>`reviews.state = 'planned'`),
    )
    .select([
      'review_series.series_id',
      'review_series.reference',
      'review_series.kind',
      'reviews.review_id',
      'reviews.due_on',
      'reviews.planned_on',
    ])
    .select(toReadToday.as('to_read_today'))
    .where('review_series.authority_id', '=', authorityId)
    .where('review_series.ended_on', 'is', null)
    .where(
      officerId === null
        ? sql<SqlBool>`not ${isActive}`
        : sql<SqlBool>`review_series.officer_id = ${officerId}`,
    )
    .orderBy('review_series.reference')
    .orderBy('review_series.series_id')
    .limit(PAGE + 1);
  if (after)
    query = query.where(
      sql<SqlBool>`(review_series.reference, review_series.series_id) > (${after.reference}, ${after.seriesId})`,
    );
  const rows = await query.execute();
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    series: shown.map((row) => ({
      reviewId: row.review_id,
      reference: row.reference,
      kind: row.kind,
      dueOn: row.due_on,
      plannedOn: row.planned_on,
      toReadToday: row.to_read_today === 1,
    })),
    next: rows.length > PAGE && last ? { reference: last.reference, seriesId: last.series_id } : null,
  };
}

/** How many running series each active officer has, and how many nobody who is active has. */
export async function countHeldBy(db: Db, authorityId: string): Promise<Holder[]> {
  const rows = await db
    .selectFrom('review_series')
    .leftJoin('people', (join) =>
      join
        .onRef('people.authority_id', '=', 'review_series.authority_id')
        .onRef('people.person_id', '=', 'review_series.officer_id')
        .on(isActive),
    )
    .select(({ fn }) => ['people.person_id', 'people.display_name', fn.countAll<number>().as('count')])
    .where('review_series.authority_id', '=', authorityId)
    .where('review_series.ended_on', 'is', null)
    .groupBy(['people.person_id', 'people.display_name'])
    .orderBy('people.display_name')
    .execute();
  return rows.map((row) => ({
    officerId: row.person_id,
    name: row.display_name ?? 'Nobody who is active',
    count: Number(row.count),
  }));
}
