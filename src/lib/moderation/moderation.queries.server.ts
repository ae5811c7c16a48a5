import type { Db } from '../platform/database.ts';
import { screenedKinds } from '../voice/thread.ts';

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

/** Whether anything that was said in a message has passed screening. */
export async function hasPassed(db: Db, authorityId: string, messageId: string): Promise<boolean> {
  const row = await db
    .selectFrom('thread_entries')
    .select('entry_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('kind', 'in', screenedKinds)
    .where('detail', '=', 'passed')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
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
