import type { Trx } from '../platform/database.ts';
import './duty-asks.table.ts';
import './holds.table.ts';
import './staff-cleared.table.ts';
import './staff-conflicts.table.ts';
import './translations.table.ts';

/** Forgets all that screening keeps of a message that its sender takes back: no hold of it is open. */
export async function forgetScreening(trx: Trx, authorityId: string, messageId: string): Promise<void> {
  for (const table of [
    'holds',
    'duty_asks',
    'staff_conflicts',
    'staff_cleared',
    'translations',
    'interpreter_requests',
  ] as const)
    await trx
      .deleteFrom(table)
      .where('authority_id', '=', authorityId)
      .where('message_id', '=', messageId)
      .execute();
}
