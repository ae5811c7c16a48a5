import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { additionalData, decryptBytes, encryptBytes } from './envelope.ts';
import { newKeyPair } from './hpke.ts';
import type { KeyRing } from './key-ring.server.ts';
import type { AuthorityKey } from './records.ts';
import './sealing.table.ts';

function bindingOf(authorityId: string, kid: string): Uint8Array<ArrayBuffer> {
  return additionalData({ authorityId, recordId: kid, field: 'private-key' });
}

/** Makes the authority's key pair; the private half is wrapped for this server (`KEY_MODE=unattended`). */
export async function makeAuthorityKey(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  at: Date,
): Promise<AuthorityKey> {
  const { publicKey, privateKey } = await newKeyPair();
  const kid = newId(at);
  const wrapped = await encryptBytes(ring.secret('server wrap'), privateKey, bindingOf(authorityId, kid));
  await trx
    .insertInto('authority_keys')
    .values({
      authority_id: authorityId,
      kid,
      public_key: publicKey,
      state: 'active',
      created_at: toInstant(at),
    })
    .execute();
  await trx
    .insertInto('key_wraps')
    .values({
      authority_id: authorityId,
      kid,
      holder_kind: 'server',
      holder_id: ring.activeId,
      kdf: 'hkdf-sha256',
      wrapped_private: wrapped,
    })
    .execute();
  return { kid, publicKey };
}

/** The key new words are sealed to. @throws Error when the authority has none. */
export async function findActiveKey(db: Db, authorityId: string): Promise<AuthorityKey> {
  const row = await db
    .selectFrom('authority_keys')
    .select(['kid', 'public_key'])
    .where('authority_id', '=', authorityId)
    .where('state', '=', 'active')
    .orderBy('kid', 'desc')
    .executeTakeFirst();
  if (!row) throw new Error(`${authorityId} has no active key.`);
  return { kid: row.kid, publicKey: row.public_key };
}

/** The keys words may be sealed to, by authority: the active one, and older ones a phone may still know. */
export async function findKeyIds(db: Db, authorityIds: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('authority_keys')
    .select(['authority_id', 'kid'])
    .where('authority_id', 'in', authorityIds)
    .where('state', '!=', 'retired')
    .execute();
  return new Set(rows.map((row) => `${row.authority_id}/${row.kid}`));
}

/** The private half, opened with the server's own wrap. @throws Error when the key ring does not fit. */
export async function openPrivateKey(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  kid: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const wrap = await db
    .selectFrom('key_wraps')
    .select(['holder_id', 'wrapped_private'])
    .where('authority_id', '=', authorityId)
    .where('kid', '=', kid)
    .where('holder_kind', '=', 'server')
    .executeTakeFirstOrThrow();
  return decryptBytes(
    ring.secret('server wrap', wrap.holder_id),
    wrap.wrapped_private,
    bindingOf(authorityId, kid),
  );
}
