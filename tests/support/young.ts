import { findYoungInvited, inviteYoungPerson } from '../../src/lib/identity/young-invitations.server.ts';
import { startYoungSession, YOUNG_COOKIE } from '../../src/lib/identity/young-sessions.server.ts';
import { acceptYoungInvitation, type WithKey } from '../../src/lib/identity/young-sign-up.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { dataKeyWithReceipt, wrapForPerson } from '../../src/lib/sealing/person-wrap.ts';
import type { SealedMessage } from '../../src/lib/voice/seal-message.ts';
import { readStretched } from '../../src/lib/voice/stretch.ts';
import { makeClient, type Client } from './desk-client.ts';
import { sealedOnPhone } from './phone.ts';
import type { World } from './world.ts';

export const THREE_WORDS = 'marble teapot windmill';

let references = 0;

/** A young person of a worker, signed up without the pages. */
export async function aYoungPerson(
  world: World,
  worker: Person,
  nickname: string,
  words = THREE_WORDS,
): Promise<WithKey> {
  const now = { ...world, clock: () => new Date() };
  references += 1;
  const { code } = await inviteYoungPerson(now, worker, `T-${references}-${newId().slice(-4)}`);
  const invited = await findYoungInvited(now, worker.authorityId, code);
  const signedUp = invited && (await acceptYoungInvitation(now, invited, { nickname, words }));
  if (!signedUp) throw new Error('Nobody signed up.');
  return signedUp;
}

/** Their phone, signed in without the sign-in page. */
export async function youngClient(
  origin: string,
  world: World,
  { person, privateKey }: WithKey,
): Promise<Client> {
  const client = makeClient(origin);
  client.cookies.set(YOUNG_COOKIE, await startYoungSession(world.db, person, privateKey, new Date()));
  return client;
}

/** Words sealed on a phone to be sent as somebody who is signed in. */
export async function sealedAs(
  { db }: World,
  { authorityId, personId, publicKey }: WithKey['person'],
  words: string,
): Promise<{ body: string; opener: string; messageId: string }> {
  const { body, opener } = await sealedOnPhone(db, authorityId, words);
  const form = JSON.parse(body) as { message: SealedMessage };
  const { messageId, keys } = form.message;
  const receipt = readStretched(opener);
  if (!receipt) throw new Error('There should be a receipt.');
  const dataKey = await dataKeyWithReceipt(keys, authorityId, messageId, receipt.key);
  const forPerson = await wrapForPerson(publicKey, authorityId, messageId, personId, dataKey);
  return { body: JSON.stringify({ ...form, as: personId, forPerson }), opener, messageId };
}

/** Posts a sealed form as a phone does, with the cookies of this browser. */
export async function postSealed(origin: string, client: Client, body: string): Promise<Response> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(`${origin}/manchester/en/say/sealed`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin, cookie },
  });
}
