import type { Db, Trx } from '../platform/database.ts';
import { findActiveKey } from '../sealing/authority-keys.server.ts';
import { decryptBytes, encryptBytes, newDataKey } from '../sealing/envelope.ts';
import { wrapTo } from '../sealing/hpke.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { openForAuthority, tryForAuthority } from '../sealing/records.server.ts';
import { boundTo } from '../sealing/records.ts';
import { decidedRecord, ownRecord } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const KEY_BYTES = 32;

const hasKey = async (db: Db | Trx, authorityId: string, recordId: string, kind: 'authority' | 'views') =>
  db
    .selectFrom('record_keys')
    .select(['reader_id', 'wrapped_dek'])
    .where('authority_id', '=', authorityId)
    .where('record_id', '=', recordId)
    .where('reader_kind', '=', kind)
    .execute();

/** The key under which what was decided at a review is sealed, opened by its authority; made where there is none yet. */
export async function decidedKeyOf(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  reviewId: string,
): Promise<Bytes> {
  const recordId = decidedRecord(reviewId);
  const known = await hasKey(trx, authorityId, recordId, 'authority');
  if (known.length > 0) return openForAuthority(trx, ring, authorityId, recordId);
  const { kid, publicKey } = await findActiveKey(trx, authorityId);
  const dataKey = newDataKey();
  const wrapped = await wrapTo(publicKey, dataKey, boundTo(authorityId, recordId, 'authority', kid));
  await trx
    .insertInto('record_keys')
    .values({
      authority_id: authorityId,
      record_id: recordId,
      reader_kind: 'authority',
      reader_id: authorityId,
      kid,
      wrapped_dek: wrapped,
    })
    .execute();
  return dataKey;
}

/** @throws Refusal `not-found` where nothing was decided yet, or all of it is shredded. */
export function openDecidedForAuthority(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  reviewId: string,
): Promise<Bytes> {
  return openForAuthority(db, ring, authorityId, decidedRecord(reviewId));
}

/**
 * Wraps what was decided for each young person's own key that has views at this review and no wrap yet: when a record is
 * sent, and when views come in after that.
 */
export async function shareDecided(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  reviewId: string,
): Promise<void> {
  const recordId = decidedRecord(reviewId);
  const decidedKey = await decidedKeyOf(trx, ring, authorityId, reviewId);
  const shared = new Set(
    (await hasKey(trx, authorityId, recordId, 'views')).map(({ reader_id }) => reader_id),
  );
  const rows = await trx
    .selectFrom('views')
    .select('views_id')
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .execute();
  for (const { views_id: viewsId } of rows.filter((row) => !shared.has(row.views_id))) {
    // What a phone sent as its key may be none: such views read nothing, and keep it from nobody else.
    const ownKey = await tryForAuthority(trx, ring, authorityId, ownRecord(viewsId));
    if (ownKey?.length !== KEY_BYTES) continue;
    const bound = boundTo(authorityId, recordId, 'views', viewsId);
    await trx
      .insertInto('record_keys')
      .values({
        authority_id: authorityId,
        record_id: recordId,
        reader_kind: 'views',
        reader_id: viewsId,
        kid: 'own',
        wrapped_dek: await encryptBytes(ownKey, decidedKey, bound),
      })
      .execute();
  }
}

/** The key of what was decided, opened with a young person's own key; null where it is not theirs, or not sent yet. */
export async function openDecidedWithOwn(
  db: Db,
  authorityId: string,
  reviewId: string,
  viewsId: string,
  ownKey: Bytes,
): Promise<Bytes | null> {
  const recordId = decidedRecord(reviewId);
  const rows = await hasKey(db, authorityId, recordId, 'views');
  const wrap = rows.find(({ reader_id }) => reader_id === viewsId);
  if (!wrap) return null;
  return decryptBytes(ownKey, wrap.wrapped_dek, boundTo(authorityId, recordId, 'views', viewsId)).catch(
    () => null,
  );
}
