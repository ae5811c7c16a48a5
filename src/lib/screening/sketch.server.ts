import { createHmac } from 'node:crypto';
import { fromBase64Url, toBase64Url } from '../sealing/encoding.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { sketchOf } from './sketch.ts';

/**
 * A message's sketch as it is stored: the id of its key, a dot, the hashes; null where it says too little. Each
 * authority has a key of its own, so that nothing tells whether somebody wrote the same to two.
 */
export function keepableSketch(ring: KeyRing, authorityId: string, words: string): string | null {
  const key = createHmac('sha256', ring.secret('likeness')).update(authorityId).digest();
  const sketch = sketchOf(words, (feature) => createHmac('sha256', key).update(feature).digest());
  return sketch && `${ring.activeId}.${toBase64Url(sketch)}`;
}

/** Reads a stored sketch. @returns null for one made with a key that is no longer in use: it is like no other. */
export function readSketch(ring: KeyRing, stored: string | null): Uint8Array | null {
  const mark = `${ring.activeId}.`;
  return stored?.startsWith(mark) ? fromBase64Url(stored.slice(mark.length)) : null;
}
