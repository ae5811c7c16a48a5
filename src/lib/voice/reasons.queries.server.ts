import type { Db, Trx } from '../platform/database.ts';
import type { Reason, ReasonFor, Verdict } from './reason.ts';
import './reasons.table.ts';

/** Notes that words just added to a thread say why an answer was not right. */
export async function insertReason(
  trx: Trx,
  authorityId: string,
  messageId: string,
  entryId: string,
  { decisionId, round }: ReasonFor,
): Promise<void> {
  await trx
    .insertInto('check_back_reasons')
    .values({
      authority_id: authorityId,
      message_id: messageId,
      entry_id: entryId,
      decision_id: decisionId,
      round,
      verdict: null,
      settled_by: null,
      settled_at: null,
    })
    .execute();
}

/** The reasons in a thread, in the order in which they came. */
export async function findReasons(db: Db, authorityId: string, messageId: string): Promise<Reason[]> {
  const rows = await db
    .selectFrom('check_back_reasons')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('entry_id')
    .execute();
  return rows.map((row) => ({
    entryId: row.entry_id,
    decisionId: row.decision_id,
    round: row.round,
    verdict: row.verdict as Verdict | null,
  }));
}
