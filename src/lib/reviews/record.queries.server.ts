import type { Selectable } from 'kysely';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { ReviewRecordsTable } from './record.table.ts';

/** A review's record as it is kept, sent or not. */
export async function findRecordRow(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
): Promise<Selectable<ReviewRecordsTable> | null> {
  const row = await db
    .selectFrom('review_records')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  return row ?? null;
}

export async function updateRecord(
  trx: Trx,
  authorityId: string,
  reviewId: string,
  change: Partial<Omit<ReviewRecordsTable, 'authority_id' | 'review_id'>>,
): Promise<void> {
  await trx
    .updateTable('review_records')
    .set(change)
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .execute();
}

/** Notes that its young person opened a record; only the first time counts. Called by whoever shows it to them. */
export async function noteRecordOpened(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
  at: Date,
): Promise<void> {
  await db
    .updateTable('review_records')
    .set({ opened_at: toInstant(at) })
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .where('sent_at', 'is not', null)
    .where('opened_at', 'is', null)
    .execute();
}

/** How many have sent views, and so can open what is sent to them; and who of them signs in. */
export async function findAddressees(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
): Promise<{ views: number; personIds: string[]; ages: string[] }> {
  const rows = await db
    .selectFrom('views')
    .select(['person_id', 'age'])
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .execute();
  return {
    views: rows.length,
    personIds: [...new Set(rows.flatMap(({ person_id }) => person_id ?? []))],
    ages: [...new Set(rows.map(({ age }) => age))],
  };
}
