import { record } from '../audit/audit.server.ts';
import { additionalData, decryptBytes, encryptBytes } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { stepOfCode } from './one-time-codes.server.ts';
import { verifySecret } from './passwords.server.ts';
import { findCredentials, findPerson, useCodeStep } from './people.queries.server.ts';
import type { IdentityContext } from './identity-context.ts';
import type { PeopleTable } from './people.table.ts';
import type { Person } from './person.ts';
import { endSession, findSessionOwner } from './sessions.server.ts';

const boundTo = (authorityId: string, personId: string) =>
  additionalData({ authorityId, recordId: personId, field: 'totp-secret' });

export async function sealCodeSecret(
  ring: KeyRing,
  authorityId: string,
  personId: string,
  secret: string,
): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  return encryptBytes(ring.secret('one-time codes'), bytes, boundTo(authorityId, personId));
}

async function openCodeSecret(
  ring: KeyRing,
  authorityId: string,
  personId: string,
  sealed: string,
): Promise<string> {
  const bytes = await decryptBytes(ring.secret('one-time codes'), sealed, boundTo(authorityId, personId));
  return new TextDecoder().decode(bytes);
}

/**
 * Checks a name, a password and a one-time code together, and records the try: who, where the name is known.
 * @returns the person, or null: the same answer and the same work whichever of the three was wrong.
 */
export async function signIn(
  context: IdentityContext,
  authorityId: string,
  given: { username: string; password: string; code: string },
): Promise<Person | null> {
  const { db, ring, clock } = context;
  const credentials = await findCredentials(db, authorityId, given.username.trim().toLowerCase());
  const person = await checkAll(context, authorityId, credentials, given);
  const object = credentials?.person_id ?? 'nobody of that name';
  const action = person ? 'person.signed-in' : 'person.sign-in-refused';
  await db.transaction().execute(async (trx) => {
    const deed = { actor: person?.personId ?? 'anonymous', action, object };
    await record(trx, ring.secret('audit'), authorityId, deed, clock());
  });
  return person;
}

async function checkAll(
  { db, ring, clock }: IdentityContext,
  authorityId: string,
  credentials: PeopleTable | null,
  given: { password: string; code: string },
): Promise<Person | null> {
  const passwordRight = await verifySecret(credentials?.password_hash ?? null, given.password);
  if (!credentials?.totp_secret) return null;
  const secret = await openCodeSecret(ring, authorityId, credentials.person_id, credentials.totp_secret);
  const step = stepOfCode(secret, given.code, clock);
  if (!passwordRight || step === null) return null;
  if (!(await useCodeStep(db, authorityId, credentials.person_id, step))) return null;
  return findPerson(db, authorityId, credentials.person_id);
}

/** Signs somebody out on the server and records it. A token that is nobody's is let go without a word. */
export async function signOut({ db, ring, clock }: IdentityContext, token: string): Promise<void> {
  const owner = await findSessionOwner(db, token);
  await endSession(db, token);
  if (!owner) return;
  await db.transaction().execute(async (trx) => {
    const deed = { actor: owner.personId, action: 'person.signed-out', object: owner.personId };
    await record(trx, ring.secret('audit'), owner.authorityId, deed, clock());
  });
}
