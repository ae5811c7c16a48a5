/** Sizes in bytes that sealed words are filled up to, so that their length tells little. Beyond: steps of 64 kB. */
const BUCKETS = [256, 1_024, 4_096, 16_384];
const STEP = 65_536;
const LENGTH_BYTES = 4;

function bucketFor(size: number): number {
  return BUCKETS.find((bucket) => size <= bucket) ?? Math.ceil(size / STEP) * STEP;
}

/** The bytes with their length in front (32 bits, big-endian), filled with zeros to the next bucket. */
export function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(bucketFor(bytes.length + LENGTH_BYTES));
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, LENGTH_BYTES);
  return padded;
}

/** @throws RangeError when the length in front does not fit. */
export function unpad(padded: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length + LENGTH_BYTES > padded.length) throw new RangeError('The padding is not right.');
  return padded.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}
