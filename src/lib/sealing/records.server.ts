import type { Db, Trx } from '../platform/database.ts';
import { findActiveKey, openPrivateKey } from './authority-keys.server.ts';
import { additionalData, decryptBytes, encryptBytes, newDataKey } from './envelope.ts';
import { unwrapWith, wrapTo } from './hpke.ts';
import type { KeyRing } from './key-ring.server.ts';
import './sealing.table.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A wrap is bound to its reader and to the key it is wrapped with: it cannot be put in another's place. */
const boundTo = (authorityId: string, recordId: string, reader: string, kid: string): Bytes =>
  additionalData({ authorityId, recordId, field: `data-key/${reader}/${kid}` });

/** A new record's data key, wrapped for each of its readers and ready to be stored. */
export interface NewRecord {
  dataKey: Bytes;
  store(trx: Trx): Promise<void>;
}

/**
 * Makes a data key for a record and wraps it for the authority and for the receipt's holder.
 * @param receiptKey 32 bytes that only the receipt yields.
 */
export async function newRecord(
  db: Db,
  authorityId: string,
  recordId: string,
  receiptKey: Bytes,
): Promise<NewRecord> {
  const dataKey = newDataKey();
  const { kid, publicKey } = await findActiveKey(db, authorityId);
  const forAuthority = await wrapTo(publicKey, dataKey, boundTo(authorityId, recordId, 'authority', kid));
  const forReceipt = await encryptBytes(
    receiptKey,
    dataKey,
    boundTo(authorityId, recordId, 'receipt', 'receipt'),
  );
  const row = { authority_id: authorityId, record_id: recordId };
  return {
    dataKey,
    async store(trx) {
      await trx
        .insertInto('record_keys')
        .values([
          { ...row, reader_kind: 'authority', reader_id: authorityId, kid, wrapped_dek: forAuthority },
          { ...row, reader_kind: 'receipt', reader_id: 'receipt', kid: 'receipt', wrapped_dek: forReceipt },
        ])
        .execute();
    },
  };
}

async function findWrap(db: Db, authorityId: string, recordId: string, readerKind: 'authority' | 'receipt') {
  return db
    .selectFrom('record_keys')
    .select(['kid', 'wrapped_dek'])
    .where('authority_id', '=', authorityId)
    .where('record_id', '=', recordId)
    .where('reader_kind', '=', readerKind)
    .executeTakeFirstOrThrow();
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

/** The data key of a record, opened with its receipt. @throws Error when the receipt is not this record's. */
export async function openForReceipt(
  db: Db,
  authorityId: string,
  recordId: string,
  receiptKey: Bytes,
): Promise<Bytes> {
  const wrap = await findWrap(db, authorityId, recordId, 'receipt');
  return decryptBytes(receiptKey, wrap.wrapped_dek, boundTo(authorityId, recordId, 'receipt', wrap.kid));
}
