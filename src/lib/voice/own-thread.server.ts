import { lockYoung } from '../identity/young-people.queries.server.ts';
import { record } from '../audit/audit.server.ts';
import type { YoungPerson, YoungSession } from '../identity/young-person.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openForPerson, storePersonWraps } from '../sealing/person-keys.server.ts';
import { wrapForPerson } from '../sealing/person-wrap.ts';
import type { VoiceContext } from './arrivals.server.ts';
import { findOwnMessage, setOwner } from './own-messages.queries.server.ts';
import type { OpenThread } from './thread.ts';

/**
 * Opens a thread of somebody who is signed in, with their own key in place of a receipt.
 * @returns null for what is not theirs, and for what their key does not open: the receipt still does.
 */
export async function openOwnThread(
  db: Db,
  young: YoungSession,
  messageId: string,
): Promise<OpenThread | null> {
  const { authorityId, personId } = young;
  const message = await findOwnMessage(db, authorityId, personId, messageId);
  if (!message) return null;
  const privateKey = await young.openPrivateKey();
  const dataKey = await openForPerson(db, authorityId, messageId, personId, privateKey);
  return dataKey && { message, dataKey };
}

/**
 * Puts a message that a receipt has opened with the others of somebody who is signed in. Never the other way round: no
 * account leads to a receipt. The record says that it was done, and not by whom: it is never erased, and would say whose
 * message it was after they took their name off it.
 * @throws Refusal `not-found` when it is somebody else's.
 */
export async function attachToPerson(
  { db, ring, clock }: VoiceContext,
  person: YoungPerson,
  { message: { messageId }, dataKey }: OpenThread,
): Promise<void> {
  const { authorityId, personId, keyId, publicKey } = person;
  const wrapped = await wrapForPerson(publicKey, authorityId, messageId, personId, dataKey);
  await db.transaction().execute(async (trx) => {
    if (!(await lockYoung(trx, person))) throw new Refusal('not-found');
    if (!(await setOwner(trx, authorityId, messageId, personId))) throw new Refusal('not-found');
    await storePersonWraps(trx, [{ authorityId, recordId: messageId, personId, keyId, wrapped }]);
    const deed = { actor: 'anonymous', action: 'message.added-to-account', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, clock());
  });
}
