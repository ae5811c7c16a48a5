import { randomBytes } from 'node:crypto';
import type { Typed } from '../platform/forms.ts';

/** The key a form carries, so that sending it twice is sending it once: 128 random bits in base64url. */
export function newSendKey(): string {
  return randomBytes(16).toString('base64url');
}

/** The key a posted form carried, or a new one where it has none of ours. */
export function sendKeyIn({ key = '' }: Typed): string {
  return /^[\w-]{22}$/.test(key) ? key : newSendKey();
}
