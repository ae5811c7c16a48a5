import { generateKeyPairSync } from 'node:crypto';
import type { YoungPerson } from '../../src/lib/identity/young-person.ts';
import { startYoungSession, YOUNG_COOKIE } from '../../src/lib/identity/young-sessions.server.ts';
import { toInstant } from '../../src/lib/platform/clock.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { makeClient, type Client } from './desk-client.ts';
import { aDraft, aSendKey, type World } from './world.ts';

/** A made-up young person who has chosen a nickname, without the pages that lead there. */
export async function aYoungPerson(db: Db, authorityId: string, nickname: string): Promise<YoungPerson> {
  const personId = newId();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([
    Buffer.from([4]),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]).toString('base64url');
  const at = toInstant(new Date());
  const person = { personId, authorityId, nickname, publicKey: point, keyId: 'made-up' };
  await db
    .insertInto('young_people')
    .values({
      authority_id: authorityId,
      person_id: personId,
      worker_id: 'made-up worker',
      reference: personId,
      nickname,
      nickname_folded: nickname.toLowerCase(),
      words_salt: null,
      words_ring: null,
      words_verifier: 'made-up',
      key_id: person.keyId,
      public_key: point,
      private_by_words: null,
      created_at: at,
      active_since: at,
      reset_at: null,
      reset_told: 1,
      deleted_at: null,
    })
    .execute();
  return person;
}

/** A message of theirs, as it is when they sent it signed in. */
export async function aMessageOf(
  { db, ring, clock }: World,
  { authorityId, personId }: YoungPerson,
  words: string,
): Promise<{ messageId: string; receipt: bigint }> {
  const { messageId, receipt } = await receiveMessage(
    { db, ring, clock },
    authorityId,
    aDraft(words),
    aSendKey(),
  );
  await db
    .updateTable('messages')
    .set({ person_id: personId })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
  return { messageId, receipt };
}

/** A phone without JavaScript on which they are signed in, without the sign-in page. */
export async function clientOfYoung(origin: string, db: Db, person: YoungPerson): Promise<Client> {
  const client = makeClient(origin);
  const privateKey = new Uint8Array(32);
  client.cookies.set(YOUNG_COOKIE, await startYoungSession(db, person, privateKey, new Date()));
  return client;
}
