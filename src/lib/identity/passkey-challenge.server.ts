import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Limit, Limits } from '../platform/limits.server.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';

const LASTS_MS = 5 * 60_000;
const RANDOM = 16;
const TIME = 8;

/** A challenge is answered once: who answers the same one again has seen somebody else's answer. */
const used: Limit = { name: 'young-passkeys/challenge', points: 1, seconds: LASTS_MS / 1_000 };

const macOf = (ring: KeyRing, head: Buffer): Buffer =>
  createHmac('sha256', ring.secret('young passkeys'))
    .update('challenge')
    .update(head)
    .digest()
    .subarray(0, 16);

/** What a passkey is asked to sign: good for five minutes, and remembered nowhere until it is answered. */
export function newChallenge(ring: KeyRing, at: Date): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(RANDOM + TIME);
  randomBytes(RANDOM).copy(head);
  head.writeBigUInt64BE(BigInt(at.getTime() + LASTS_MS), RANDOM);
  return new Uint8Array(Buffer.concat([head, macOf(ring, head)]));
}

/** Whether a challenge is one of ours, in time, and answered for the first time. */
export async function takeChallenge(
  ring: KeyRing,
  limits: Limits,
  challenge: string,
  at: Date,
): Promise<boolean> {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== RANDOM + TIME + 16) return false;
  const head = bytes.subarray(0, RANDOM + TIME);
  if (!timingSafeEqual(bytes.subarray(RANDOM + TIME), macOf(ring, head))) return false;
  if (head.readBigUInt64BE(RANDOM) <= BigInt(at.getTime())) return false;
  return (await limits.count(used, challenge)).waitMs === 0;
}
