import type { Db } from '../platform/database.ts';

/** The messages behind points: only moderation asks. */
export async function findSources(db: Db, authorityId: string, pointIds: string[]): Promise<string[]> {
  if (pointIds.length === 0) return [];
  const rows = await db
    .selectFrom('point_sources')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', pointIds)
    .execute();
  return rows.map((row) => row.message_id);
}

/** The point a message went into, or null. */
export async function findPointOf(db: Db, authorityId: string, messageId: string): Promise<string | null> {
  const row = await db
    .selectFrom('point_sources')
    .select('point_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row?.point_id ?? null;
}
