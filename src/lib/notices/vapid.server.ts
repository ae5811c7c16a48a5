import { createECDH, createHash } from 'node:crypto';
import type { KeyRing } from '../sealing/key-ring.server.ts';

/** The pair of keys by which push services know that it is us (RFC 8292), in base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/**
 * The keys of one key of the key ring: there from the moment the ring is made, the same at every start and on every
 * server, in every backup of it, and never in the database. A phone that turned notices on under an older key is still
 * told under that one.
 */
export function vapidKeys(ring: KeyRing, kid = ring.activeId): VapidKeys {
  const curve = createECDH('prime256v1');
  let scalar: Uint8Array = ring.secret('push', kid);
  for (;;) {
    try {
      curve.setPrivateKey(scalar);
      break;
    } catch {
      // Not a number below the order of the curve: once in four thousand million rings.
      scalar = createHash('sha256').update(scalar).digest();
    }
  }
  return {
    publicKey: curve.getPublicKey('base64url'),
    privateKey: Buffer.from(scalar).toString('base64url'),
  };
}
