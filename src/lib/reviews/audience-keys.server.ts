import type { Db, Trx } from '../platform/database.ts';
import { openPrivateKey } from '../sealing/authority-keys.server.ts';
import { unwrapWith } from '../sealing/hpke.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { boundTo } from '../sealing/records.ts';
import { audiences, audiencesFor, type Audience, type Reader } from './audience.ts';
import { audienceRecord, type SealedViews } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The keys of some audiences, opened: what is not in it cannot be read with it. */
export type AudienceKeys = ReadonlyMap<Audience, Bytes>;

/** The keys of an authority that these are wrapped with, each opened once. */
function authorityKeys(db: Db, ring: KeyRing, authorityId: string) {
  const opened = new Map<string, Promise<Bytes>>();
  return (kid: string): Promise<Bytes> => {
    const known = opened.get(kid) ?? openPrivateKey(db, ring, authorityId, kid);
    opened.set(kid, known);
    return known;
  };
}

/**
 * The keys that one reader at the desk may have, opened by the authority. This is the only way to an audience's key: what
 * is asked of the database are the audiences of that reader, so no question for another one exists
 * (tests/architecture/audience-keys.test.ts). One that does not open is not in it; a key ring that does not fit throws.
 */
export async function openKeysFor(
  db: Db | Trx,
  ring: KeyRing,
  authorityId: string,
  viewsId: string,
  reader: Reader,
): Promise<AudienceKeys> {
  const allowed = audiencesFor(reader);
  const wraps = await db
    .selectFrom('record_keys')
    .select(['record_id', 'kid', 'wrapped_dek'])
    .where('authority_id', '=', authorityId)
    .where(
      'record_id',
      'in',
      allowed.map((audience) => audienceRecord(viewsId, audience)),
    )
    .where('reader_kind', '=', 'authority')
    .execute();
  const keyOf = authorityKeys(db, ring, authorityId);
  const keys = new Map<Audience, Bytes>();
  for (const audience of allowed) {
    const recordId = audienceRecord(viewsId, audience);
    const wrap = wraps.find((one) => one.record_id === recordId);
    if (!wrap) continue;
    const privateKey = await keyOf(wrap.kid);
    const bound = boundTo(authorityId, recordId, 'authority', wrap.kid);
    const dataKey = await unwrapWith(privateKey, wrap.wrapped_dek, bound).catch(() => null);
    if (dataKey) keys.set(audience, dataKey);
  }
  return keys;
}

/**
 * The keys of views that come in at this moment, for the one look that no person does: whether something in them sounds
 * like danger. They are in no database yet, and what is opened is forgotten at once.
 */
export async function openArriving(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  { viewsId, keys }: Pick<SealedViews, 'viewsId' | 'keys'>,
): Promise<AudienceKeys> {
  const keyOf = authorityKeys(db, ring, authorityId);
  const opened = new Map<Audience, Bytes>();
  for (const audience of audiences) {
    const wraps = keys[audience];
    if (!wraps) continue;
    const bound = boundTo(authorityId, audienceRecord(viewsId, audience), 'authority', wraps.kid);
    const privateKey = await keyOf(wraps.kid);
    const dataKey = await unwrapWith(privateKey, wraps.forAuthority, bound).catch(() => null);
    if (dataKey) opened.set(audience, dataKey);
  }
  return opened;
}
