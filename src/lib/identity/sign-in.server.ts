import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { additionalData, decryptBytes, encryptBytes } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { stepOfCode } from './one-time-codes.server.ts';
import { verifySecret } from './passwords.server.ts';
import { findCredentials, findPerson, useCodeStep } from './people.queries.server.ts';
import type { Person } from './person.ts';

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
 * Checks a name, a password and a one-time code together.
 * @returns the person, or null: the same answer and the same work whichever of the three was wrong.
 */
export async function signIn(
  db: Db,
  ring: KeyRing,
  clock: Clock,
  authorityId: string,
  given: { username: string; password: string; code: string },
): Promise<Person | null> {
  const credentials = await findCredentials(db, authorityId, given.username.trim().toLowerCase());
  const passwordRight = await verifySecret(credentials?.password_hash ?? null, given.password);
  if (!credentials?.totp_secret) return null;
  const secret = await openCodeSecret(ring, authorityId, credentials.person_id, credentials.totp_secret);
  const step = stepOfCode(secret, given.code, clock);
  if (!passwordRight || step === null) return null;
  if (!(await useCodeStep(db, authorityId, credentials.person_id, step))) return null;
  return findPerson(db, authorityId, credentials.person_id);
}
