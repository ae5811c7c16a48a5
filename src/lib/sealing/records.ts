import { additionalData, encryptBytes } from './envelope.ts';
import { wrapTo } from './hpke.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The key of an authority that new words are sealed to. */
export interface AuthorityKey {
  kid: string;
  /** Uncompressed P-256 point in base64url. */
  publicKey: string;
}

/** A record's data key, wrapped for each of its readers. */
export interface WrappedKeys {
  kid: string;
  forAuthority: string;
  forReceipt: string;
}

/** A wrap is bound to its reader and to the key it is wrapped with: it cannot be put in another's place. */
export const boundTo = (authorityId: string, recordId: string, reader: string, kid: string): Bytes =>
  additionalData({ authorityId, recordId, field: `data-key/${reader}/${kid}` });

/**
 * Wraps a record's data key for the authority and for the receipt's holder. The same on phone and server.
 * @param receiptKey 32 bytes that only the receipt yields.
 */
export async function wrapDataKey(
  { kid, publicKey }: AuthorityKey,
  authorityId: string,
  recordId: string,
  dataKey: Bytes,
  receiptKey: Bytes,
): Promise<WrappedKeys> {
  return {
    kid,
    forAuthority: await wrapTo(publicKey, dataKey, boundTo(authorityId, recordId, 'authority', kid)),
    forReceipt: await encryptBytes(receiptKey, dataKey, boundTo(authorityId, recordId, 'receipt', 'receipt')),
  };
}
