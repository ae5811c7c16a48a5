import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from './encoding.ts';

const KeyRingSchema = v.object({
  active: v.string(),
  keys: v.record(v.string(), v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'a key is 32 bytes in base64url'))),
});

/** What each secret is for; every use has a key of its own, derived, so that none can stand in for another. */
export type SecretUse =
  | 'receipt pepper'
  | 'receipt making'
  | 'audit'
  | 'server wrap'
  | 'one-time codes'
  | 'once'
  | 'likeness'
  | 'kept forms'
  | 'networks'
  | 'notices'
  | 'push'
  | 'young words'
  | 'young passkeys';

/** Secrets kept outside the database: whoever steals the database alone can open and test nothing. */
export interface KeyRing {
  /** The id of the key in use for new work. */
  activeId: string;
  /** 32 bytes for one use, from the key with this id (the active one unless said). */
  secret(use: SecretUse, id?: string): Uint8Array<ArrayBuffer>;
  /** HMAC-SHA256 under the secret for one use, as base64url. */
  mac(use: SecretUse, ...parts: string[]): string;
}

/** Makes the key ring file (readable by its owner only) when there is none, and reads it. For setting up only. */
export function openKeyRing(file: string): KeyRing {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const id = new Date().toISOString().slice(0, 10);
    const fresh = { active: id, keys: { [id]: toBase64Url(randomBytes(32)) } };
    writeFileSync(file, JSON.stringify(fresh, null, 2), { flag: 'wx', mode: 0o600 });
  }
  return readKeyRing(file);
}

/** Reads the key ring. @throws Error when it is not there: a new one would open nothing that was sealed. */
export function readKeyRing(file: string): KeyRing {
  if (!existsSync(file)) {
    throw new Error(
      `The key ring ${file} is missing. Put it back from its backup, or load content first: npm run content`,
    );
  }
  return keyRingFrom(v.parse(KeyRingSchema, JSON.parse(readFileSync(file, 'utf8'))));
}

export function keyRingFrom({ active, keys }: v.InferOutput<typeof KeyRingSchema>): KeyRing {
  const derived = new Map<string, Uint8Array<ArrayBuffer>>();
  const secret = (use: SecretUse, id = active): Uint8Array<ArrayBuffer> => {
    const name = `${id} ${use}`;
    const known = derived.get(name);
    if (known) return known;
    const key = keys[id];
    if (!key) throw new Error(`The key ring has no key ${id}.`);
    const fresh = new Uint8Array(hkdfSync('sha256', fromBase64Url(key), '', `said-and-done ${use}`, 32));
    derived.set(name, fresh);
    return fresh;
  };
  return {
    activeId: active,
    secret,
    mac: (use, ...parts) =>
      createHmac('sha256', secret(use)).update(JSON.stringify(parts)).digest('base64url'),
  };
}
