import type { Selectable } from 'kysely';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { ReviewCodesTable } from './review-codes.table.ts';

/** A code as whoever gives codes sees it: never the code itself. */
export interface GivenCode {
  codeId: string;
  givenBy: string;
  givenAt: string;
  expiresAt: string;
  usedAt: string | null;
}

/** The codes of one review, the newest first. */
export async function findCodesOf(db: Db, authorityId: string, reviewId: string): Promise<GivenCode[]> {
  const rows = await db
    .selectFrom('review_codes')
    .select(['code_id', 'given_by', 'given_at', 'expires_at', 'used_at'])
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('code_id', 'desc')
    .execute();
  return rows.map((row) => ({
    codeId: row.code_id,
    givenBy: row.given_by,
    givenAt: row.given_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }));
}

export function findByLookup(
  trx: Trx,
  authorityId: string,
  lookup: string,
): Promise<Selectable<ReviewCodesTable> | undefined> {
  return trx
    .selectFrom('review_codes')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('lookup', '=', lookup)
    .executeTakeFirst();
}

/** Marks a code as used by these views. @returns false where it was used before, or has been ended meanwhile. */
export async function markUsed(
  trx: Trx,
  authorityId: string,
  codeId: string,
  viewsId: string,
  at: Date,
): Promise<boolean> {
  const result = await trx
    .updateTable('review_codes')
    .set({ used_at: toInstant(at), used_by: viewsId })
    .where('authority_id', '=', authorityId)
    .where('code_id', '=', codeId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', toInstant(at))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ends every code of a review that nobody has used. */
export async function endUnusedCodes(
  trx: Trx,
  authorityId: string,
  reviewId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('review_codes')
    .set({ expires_at: toInstant(at) })
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', toInstant(at))
    .execute();
}

export async function insertCode(
  trx: Trx,
  row: Pick<ReviewCodesTable, 'authority_id' | 'code_id' | 'review_id' | 'lookup' | 'given_by'>,
  at: Date,
  expiresAt: Date,
): Promise<void> {
  await trx
    .insertInto('review_codes')
    .values({
      ...row,
      given_at: toInstant(at),
      expires_at: toInstant(expiresAt),
      used_at: null,
      used_by: null,
    })
    .execute();
}
