import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import { isConflict } from '../platform/conflict.ts';
import type { Db } from '../platform/database.ts';
import type { Limits } from '../platform/limits.server.ts';
import { fromBase64Url, toBase64Url } from '../sealing/encoding.ts';
import type { IdentityContext } from './identity-context.ts';
import { newChallenge, takeChallenge } from './passkey-challenge.server.ts';
import { openWrappedKey, passkeyKey, wrapPrivateKey } from './young-keys.server.ts';
import { findYoungPerson, lockYoung } from './young-people.queries.server.ts';
import type { YoungPeopleTable, YoungPasskeysTable } from './young-people.table.ts';
import type { YoungSession } from './young-person.ts';
import type { WithKey } from './young-sign-up.server.ts';

type PasskeyContext = IdentityContext & { limits: Limits };

/** The most passkeys of one person: phones that are theirs, not a collection. */
const PASSKEYS_MAX = 5;

/** Where passkeys are made and used: our own origin. */
export interface Place {
  origin: string;
}

const hostOf = ({ origin }: Place) => new URL(origin).hostname;
const handleOf = (personId: string) => new TextEncoder().encode(personId);

/** A passkey as its owner sees it. */
export interface ListedPasskey {
  credentialId: string;
  addedAt: string;
  usedAt: string | null;
  synced: boolean;
}

const passkeysOf = (db: Db, authorityId: string, personId: YoungPeopleTable['person_id']) =>
  db
    .selectFrom('young_passkeys')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .orderBy('added_at')
    .execute();

export async function listPasskeys(db: Db, authorityId: string, personId: string): Promise<ListedPasskey[]> {
  return (await passkeysOf(db, authorityId, personId)).map((row) => ({
    credentialId: row.credential_id,
    addedAt: row.added_at,
    usedAt: row.used_at,
    synced: row.synced === 1,
  }));
}

/** What a phone needs to make a passkey. Its name says nothing of what it is for. */
export async function offerPasskey({ db, ring, clock }: IdentityContext, young: YoungSession, place: Place) {
  const { authorityId, personId, nickname } = young;
  const known = await passkeysOf(db, authorityId, personId);
  return generateRegistrationOptions({
    rpName: hostOf(place),
    rpID: hostOf(place),
    userID: handleOf(personId),
    userName: nickname,
    challenge: newChallenge(ring, clock()),
    attestationType: 'none',
    supportedAlgorithmIDs: [-7, -257],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
  });
}

/**
 * Adds a passkey of somebody who is signed in. The private half of their key is wrapped for it by the server's own
 * secret, bound to person and credential: with a passkey nothing else is typed that it could be opened with.
 * @returns false for what is no right answer to a challenge of ours, and for too many.
 */
export async function addPasskey(
  { db, ring, limits, clock }: PasskeyContext,
  young: YoungSession,
  place: Place,
  response: RegistrationResponseJSON,
): Promise<boolean> {
  const { authorityId, personId } = young;
  const at = clock();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ring, limits, challenge, at),
    expectedOrigin: place.origin,
    expectedRPID: hostOf(place),
    requireUserVerification: true,
    supportedAlgorithmIDs: [-7, -257],
  }).catch(() => ({ verified: false as const, registrationInfo: undefined }));
  if (!verified || !registrationInfo) return false;
  if ((await passkeysOf(db, authorityId, personId)).length >= PASSKEYS_MAX) return false;
  const { credential, credentialDeviceType } = registrationInfo;
  const key = passkeyKey(ring, ring.activeId, personId, credential.id);
  const row: YoungPasskeysTable = {
    authority_id: authorityId,
    credential_id: credential.id,
    person_id: personId,
    public_key: toBase64Url(credential.publicKey),
    counter: credential.counter,
    synced: credentialDeviceType === 'multiDevice' ? 1 : 0,
    private_by_server: await wrapPrivateKey(
      key,
      await young.openPrivateKey(),
      young,
      `passkey/${credential.id}`,
    ),
    server_ring: ring.activeId,
    added_at: toInstant(at),
    used_at: null,
  };
  try {
    return await db.transaction().execute(async (trx) => {
      if (!(await lockYoung(trx, young))) return false;
      await trx.insertInto('young_passkeys').values(row).execute();
      const deed = { actor: personId, action: 'young.passkey-added', object: personId };
      await record(trx, ring.secret('audit'), authorityId, deed, at);
      return true;
    });
  } catch (fault) {
    if (isConflict(fault)) return false;
    throw fault;
  }
}

export async function removePasskey(
  { db, ring, clock }: IdentityContext,
  { authorityId, personId }: YoungSession,
  credentialId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom('young_passkeys')
      .where('authority_id', '=', authorityId)
      .where('person_id', '=', personId)
      .where('credential_id', '=', credentialId)
      .executeTakeFirst();
    if (removed.numDeletedRows === 0n) return;
    const deed = { actor: personId, action: 'young.passkey-removed', object: personId };
    await record(trx, ring.secret('audit'), authorityId, deed, clock());
  });
}

/** What a phone needs to sign in with a passkey. The same for everybody: it names nobody. */
export async function askForPasskey({ ring, clock }: Pick<IdentityContext, 'ring' | 'clock'>, place: Place) {
  return generateAuthenticationOptions({
    rpID: hostOf(place),
    userVerification: 'required',
    challenge: newChallenge(ring, clock()),
  });
}

/** Signs somebody in with a passkey of this authority, or null: one answer to everything that is wrong with it. */
export async function signInWithPasskey(
  { db, ring, limits, clock }: PasskeyContext,
  authorityId: string,
  place: Place,
  response: AuthenticationResponseJSON,
): Promise<WithKey | null> {
  const at = clock();
  const row = await db
    .selectFrom('young_passkeys')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('credential_id', '=', response.id)
    .executeTakeFirst();
  const person = row ? await findYoungPerson(db, authorityId, row.person_id) : null;
  if (!row || !person) return null;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ring, limits, challenge, at),
    expectedOrigin: place.origin,
    expectedRPID: hostOf(place),
    requireUserVerification: true,
    credential: { id: row.credential_id, publicKey: fromBase64Url(row.public_key), counter: row.counter },
  }).catch(() => ({ verified: false as const, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return null;
  const key = passkeyKey(ring, row.server_ring, person.personId, row.credential_id);
  const opener = `passkey/${row.credential_id}` as const;
  const privateKey = await openWrappedKey(key, row.private_by_server, person, opener).catch(() => null);
  if (!privateKey) return null;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('young_passkeys')
      .set({ counter: authenticationInfo.newCounter, used_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('credential_id', '=', row.credential_id)
      .execute();
    const meta = { with: 'passkey' };
    const deed = { actor: person.personId, action: 'young.signed-in', object: person.personId, meta };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return { person, privateKey };
}
