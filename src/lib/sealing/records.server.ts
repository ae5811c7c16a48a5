import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openPrivateKey } from './authority-keys.server.ts';
import { decryptBytes } from './envelope.ts';
import { unwrapWith } from './hpke.ts';
import type { KeyRing } from './key-ring.server.ts';
import { boundTo, type WrappedKeys } from './records.ts';
import './sealing.table.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Stores the wrapped data keys of new records: two rows each. */
export async function storeKeys(
  trx: Trx,
  records: { authorityId: string; recordId: string; keys: WrappedKeys }[],
): Promise<void> {
  const rows = records.flatMap(({ authorityId, recordId, keys }) => {
    const row = { authority_id: authorityId, record_id: recordId };
    return [
      {
        ...row,
        reader_kind: 'authority' as const,
        reader_id: authorityId,
        kid: keys.kid,
        wrapped_dek: keys.forAuthority,
      },
      {
        ...row,
        reader_kind: 'receipt' as const,
        reader_id: 'receipt',
        kid: 'receipt',
        wrapped_dek: keys.forReceipt,
      },
    ];
  });
  await trx.insertInto('record_keys').values(rows).execute();
}

/** Shreds a record: without its keys nothing that was sealed with them opens again. */
export async function deleteKeys(trx: Trx, authorityId: string, recordId: string): Promise<void> {
  await trx
    .deleteFrom('record_keys')
    .where('authority_id', '=', authorityId)
    .where('record_id', '=', recordId)
    .execute();
}

/** The place of a wrap where there is none: it opens with no key, and costs the same work as one that does. */
const NO_WRAP = { kid: 'receipt', wrapped_dek: `v1.A256GCM.${'A'.repeat(16)}.${'A'.repeat(64)}` };

async function tryWrap(db: Db, authorityId: string, recordId: string, readerKind: 'authority' | 'receipt') {
  return db
    .selectFrom('record_keys')
    .select(['kid', 'wrapped_dek'])
    .where('authority_id', '=', authorityId)
    .where('record_id', '=', recordId)
    .where('reader_kind', '=', readerKind)
    .executeTakeFirst();
}

/** @throws Refusal `not-found` for a record whose keys are gone: its sender took it back. */
async function findWrap(db: Db, authorityId: string, recordId: string, readerKind: 'authority' | 'receipt') {
  const wrap = await tryWrap(db, authorityId, recordId, readerKind);
  if (!wrap) throw new Refusal('not-found');
  return wrap;
}

/** The data key of a record, opened by the authority. Callers are screening and moderation only. */
export async function openForAuthority(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  recordId: string,
): Promise<Bytes> {
  const wrap = await findWrap(db, authorityId, recordId, 'authority');
  const privateKey = await openPrivateKey(db, ring, authorityId, wrap.kid);
  return unwrapWith(privateKey, wrap.wrapped_dek, boundTo(authorityId, recordId, 'authority', wrap.kid));
}

/** The same, or null for a wrap that is none: a key that does not fit the key ring still throws. */
export async function tryForAuthority(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  recordId: string,
): Promise<Bytes | null> {
  const wrap = await findWrap(db, authorityId, recordId, 'authority');
  const privateKey = await openPrivateKey(db, ring, authorityId, wrap.kid);
  const bound = boundTo(authorityId, recordId, 'authority', wrap.kid);
  return unwrapWith(privateKey, wrap.wrapped_dek, bound).catch(() => null);
}

/** The data key of a record, opened with its receipt; null when it is not this record's, or there is no such record. */
export async function openForReceipt(
  db: Db,
  authorityId: string,
  recordId: string,
  receiptKey: Bytes,
): Promise<Bytes | null> {
  const wrap = (await tryWrap(db, authorityId, recordId, 'receipt')) ?? NO_WRAP;
  const bound = boundTo(authorityId, recordId, 'receipt', wrap.kid);
  return decryptBytes(receiptKey, wrap.wrapped_dek, bound).catch(() => null);
}
