import { record } from '../audit/audit.server.ts';
import { emptyYoungPerson } from '../identity/young-people.queries.server.ts';
import { forgetPersonWraps } from '../sealing/person-keys.server.ts';
import type { VoiceContext } from './arrivals.server.ts';
import { clearOwner } from './own-messages.queries.server.ts';

/**
 * Deletes a young person's account: what opens it, their keys, every session. Messages that are still theirs stay where
 * they are, and are nobody's: only their receipts open them then. A stone stays in place of the account.
 */
export async function deleteAccount(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  personId: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await clearOwner(trx, authorityId, personId);
    await forgetPersonWraps(trx, authorityId, personId);
    await emptyYoungPerson(trx, authorityId, personId, at);
    const deed = { actor: personId, action: 'young.deleted', object: personId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
