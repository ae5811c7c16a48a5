import { createHmac } from 'node:crypto';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { sketchOf } from './sketch.ts';

/**
 * A message's sketch as it is stored: the id of its key, a dot, the hashes; null where it says too little. Each
 * authority has a key of its own, so that nothing tells whether somebody wrote the same to two.
 */
export function keepableSketch(ring: KeyRing, authorityId: string, words: string): string | null {
  const key = createHmac('sha256', ring.secret('likeness')).update(authorityId).digest();
  const sketch = sketchOf(words, (feature) => createHmac('sha256', key).update(feature).digest());
  return sketch && `${ring.activeId}.${sketch}`;
}

/** Reads a stored sketch. @returns null for one made with a key that is no longer in use: it is like no other. */
export function readSketch(ring: KeyRing, stored: string | null): string | null {
  const mark = `${ring.activeId}.`;
  return stored?.startsWith(mark) ? stored.slice(mark.length) : null;
}
