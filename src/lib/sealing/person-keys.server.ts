import type { Db, Trx } from '../platform/database.ts';
import { openPrivateKey } from './authority-keys.server.ts';
import { unwrapWith } from './hpke.ts';
import type { KeyRing } from './key-ring.server.ts';
import { tryForAuthority } from './records.server.ts';
import { wrapForPerson } from './person-wrap.ts';
import { boundTo, type WrappedKeys } from './records.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A record's data key, wrapped to a young person's own key: for them alone. */
export interface PersonWrap {
  authorityId: string;
  recordId: string;
  personId: string;
  /** The key of theirs it is wrapped to. */
  keyId: string;
  wrapped: string;
}

/** Stores wraps for people; one that is there for the same record and person is replaced. */
export async function storePersonWraps(trx: Trx, wraps: readonly PersonWrap[]): Promise<void> {
  for (const { authorityId, recordId, personId, keyId, wrapped } of wraps)
    await trx
      .insertInto('record_keys')
      .values({
        authority_id: authorityId,
        record_id: recordId,
        reader_kind: 'person',
        reader_id: personId,
        kid: keyId,
        wrapped_dek: wrapped,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['authority_id', 'record_id', 'reader_kind', 'reader_id'])
          .doUpdateSet({ kid: keyId, wrapped_dek: wrapped }),
      )
      .execute();
}

/** The data key of a record, opened with a young person's private key; null where it is not theirs or does not open. */
export async function openForPerson(
  db: Db,
  authorityId: string,
  recordId: string,
  personId: string,
  privateKey: Bytes,
): Promise<Bytes | null> {
  const wrap = await db
    .selectFrom('record_keys')
    .select('wrapped_dek')
    .where('authority_id', '=', authorityId)
    .where('record_id', '=', recordId)
    .where('reader_kind', '=', 'person')
    .where('reader_id', '=', personId)
    .executeTakeFirst();
  if (!wrap) return null;
  const bound = boundTo(authorityId, recordId, 'person', personId);
  return unwrapWith(privateKey, wrap.wrapped_dek, bound).catch(() => null);
}

/**
 * Wraps everything that is somebody's to a new key of theirs, with the authority's own key
 * (`KEY_MODE=unattended`; docs/decisions says what that means). What the authority cannot open is left as it is.
 */
export async function rewrapForPerson(
  db: Db,
  ring: KeyRing,
  {
    authorityId,
    personId,
    keyId,
    publicKey,
  }: Omit<PersonWrap, 'recordId' | 'wrapped'> & { publicKey: string },
): Promise<PersonWrap[]> {
  const records = await db
    .selectFrom('record_keys')
    .select('record_id')
    .where('authority_id', '=', authorityId)
    .where('reader_kind', '=', 'person')
    .where('reader_id', '=', personId)
    .execute();
  const wraps: PersonWrap[] = [];
  for (const { record_id: recordId } of records) {
    const dataKey = await tryForAuthority(db, ring, authorityId, recordId);
    if (!dataKey) continue;
    const wrapped = await wrapForPerson(publicKey, authorityId, recordId, personId, dataKey);
    wraps.push({ authorityId, recordId, personId, keyId, wrapped });
  }
  return wraps;
}

/**
 * The wrap that came with a record, if it opens for the person; where it does not, because their key was changed while
 * the record waited on a phone, one made here with the authority's own key.
 */
export async function fittingWrap(
  db: Db,
  ring: KeyRing,
  record: { authorityId: string; recordId: string; keys: WrappedKeys; wrapped: string },
  person: { personId: string; publicKey: string; privateKey: Bytes },
): Promise<string> {
  const { authorityId, recordId, keys, wrapped } = record;
  const bound = boundTo(authorityId, recordId, 'person', person.personId);
  if (await unwrapWith(person.privateKey, wrapped, bound).catch(() => null)) return wrapped;
  const authorityKey = await openPrivateKey(db, ring, authorityId, keys.kid).catch(() => null);
  const ours = boundTo(authorityId, recordId, 'authority', keys.kid);
  const dataKey = authorityKey && (await unwrapWith(authorityKey, keys.forAuthority, ours).catch(() => null));
  return dataKey ? wrapForPerson(person.publicKey, authorityId, recordId, person.personId, dataKey) : wrapped;
}

/** Nothing opens for this person any more. */
export async function forgetPersonWraps(trx: Trx, authorityId: string, personId: string): Promise<void> {
  await trx
    .deleteFrom('record_keys')
    .where('authority_id', '=', authorityId)
    .where('reader_kind', '=', 'person')
    .where('reader_id', '=', personId)
    .execute();
}
