import { decryptBytes } from './envelope.ts';
import { wrapTo } from './hpke.ts';
import { boundTo, type WrappedKeys } from './records.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Wraps a record's data key to a young person's public key. The same on phone and server. */
export async function wrapForPerson(
  publicKey: string,
  authorityId: string,
  recordId: string,
  personId: string,
  dataKey: Bytes,
): Promise<string> {
  return wrapTo(publicKey, dataKey, boundTo(authorityId, recordId, 'person', personId));
}

/** The data key of a record that is about to be sent, opened with its receipt. @throws Error when it is not its. */
export async function dataKeyWithReceipt(
  { forReceipt }: Pick<WrappedKeys, 'forReceipt'>,
  authorityId: string,
  recordId: string,
  receiptKey: Bytes,
): Promise<Bytes> {
  return decryptBytes(receiptKey, forReceipt, boundTo(authorityId, recordId, 'receipt', 'receipt'));
}
