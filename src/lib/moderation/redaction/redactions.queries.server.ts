import type { Db, Trx } from '../../platform/database.ts';
import type { RedactionsTable } from './redactions.table.ts';

export async function insertRedaction(trx: Trx, row: RedactionsTable): Promise<void> {
  await trx.insertInto('redactions').values(row).execute();
}

/** What was taken out of a message, the newest first. */
export async function findRedactions(
  db: Db,
  authorityId: string,
  messageId: string,
): Promise<RedactionsTable[]> {
  return db
    .selectFrom('redactions')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('made_at', 'desc')
    .execute();
}

/** Forgets what was taken out of a message: its sender took it back. */
export async function deleteRedactions(trx: Trx, authorityId: string, messageId: string): Promise<void> {
  await trx
    .deleteFrom('redactions')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
}
