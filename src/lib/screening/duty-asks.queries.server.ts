import type { Db, Trx } from '../platform/database.ts';
import type { DutyAsksTable } from './duty-asks.table.ts';

export async function insertAsk(trx: Trx, ask: DutyAsksTable): Promise<void> {
  await trx.insertInto('duty_asks').values(ask).execute();
}

/** What moderators asked the duty team about a message, oldest first. */
export async function findAsks(db: Db, authorityId: string, messageId: string): Promise<DutyAsksTable[]> {
  return db
    .selectFrom('duty_asks')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('ask_id')
    .execute();
}

/** Whether somebody is worried about a message and the duty team has not looked yet. */
export async function hasOpenAsk(db: Db, authorityId: string, messageId: string): Promise<boolean> {
  return (await findAsks(db, authorityId, messageId)).some((ask) => ask.ended_at === null);
}

/** The duty team has looked. */
export async function endAsks(trx: Trx, authorityId: string, messageId: string, at: string): Promise<void> {
  await trx
    .updateTable('duty_asks')
    .set({ ended_at: at })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('ended_at', 'is', null)
    .execute();
}
