import { sql, type SqlBool } from 'kysely';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Review, Series } from './review.ts';
import { findSeries, toReview } from './reviews.queries.server.ts';

/**
 * Holds a series until the transaction ends. Whoever changes one of its reviews and the series takes the series first, so
 * that a review made by one is seen by whoever comes next.
 * @throws Refusal `not-found` for a series there is not.
 */
export async function lockSeries(trx: Trx, authorityId: string, seriesId: string): Promise<Series> {
  await trx
    .updateTable('review_series')
    .set((eb) => ({ series_id: eb.ref('series_id') }))
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .execute();
  return findSeries(trx, authorityId, seriesId);
}

export async function insertSeries(trx: Trx, series: Omit<Series, 'version'>, at: Date): Promise<void> {
  await trx
    .insertInto('review_series')
    .values({
      authority_id: series.authorityId,
      series_id: series.seriesId,
      reference: series.reference,
      kind: series.kind,
      started_on: series.startedOn,
      officer_id: series.officerId,
      worker_id: series.workerId,
      young_person_id: series.youngPersonId,
      created_at: toInstant(at),
      ended_on: null,
      version: 1,
    })
    .execute();
}

/** The running series with this reference, however it is written. */
export async function findRunning(
  db: Db,
  authorityId: string,
  reference: string,
  kind: string,
): Promise<Series | null> {
  const row = await db
    .selectFrom('review_series')
    .select('series_id')
    .where('authority_id', '=', authorityId)
    .where(sql<SqlBool>`lower(reference) = lower(${reference})`)
    .where('kind', '=', kind)
    .where(sql<SqlBool>`ended_on is null`)
    .executeTakeFirst();
  return row ? findSeries(db, authorityId, row.series_id) : null;
}

/** Whether a series has ended, and on which day. */
export async function findEndedOn(db: Db, authorityId: string, seriesId: string): Promise<string | null> {
  const row = await db
    .selectFrom('review_series')
    .select('ended_on')
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .executeTakeFirst();
  return row?.ended_on ?? null;
}

/** Every review of a series, the first one first. */
export async function findReviewsOf(db: Db, authorityId: string, seriesId: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('reviews')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .orderBy('number')
    .execute();
  return rows.map(toReview);
}

/** Changes a series that nobody has changed since. @returns false where somebody has. */
export async function changeSeries(
  trx: Trx,
  { authorityId, seriesId, version }: Pick<Series, 'authorityId' | 'seriesId' | 'version'>,
  change: { officer_id?: string; worker_id?: string; young_person_id?: string | null; ended_on?: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('review_series')
    .set({ ...change, version: version + 1 })
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .where('version', '=', version)
    .where('ended_on', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Gives the reviews of a series that something of is still here, or will be, to their new officer and worker. */
export async function handReviewsOn(
  trx: Trx,
  authorityId: string,
  seriesId: string,
  to: { officer_id?: string; worker_id?: string },
): Promise<void> {
  await trx
    .updateTable('reviews')
    .set(to)
    .where('authority_id', '=', authorityId)
    .where('series_id', '=', seriesId)
    .where('state', 'in', ['planned', 'held'])
    .where('forgotten_at', 'is', null)
    .execute();
}

/**
 * A young person's account of this worker with the same reference: whoever has it may sign in here.
 * @returns their id, or null; also where their account is of somebody else.
 */
export async function findSameReference(
  db: Db,
  authorityId: string,
  workerId: string,
  reference: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('young_people')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('worker_id', '=', workerId)
    .where(sql<SqlBool>`lower(reference) = lower(${reference})`)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.person_id ?? null;
}
