import { randomBytes } from 'node:crypto';
import { wellFormed } from '../../src/lib/platform/forms.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { findActiveKey } from '../../src/lib/sealing/authority-keys.server.ts';
import { inWords, sealMessage } from '../../src/lib/voice/seal-message.ts';
import { showStretched, type StretchedReceipt } from '../../src/lib/voice/stretch.ts';

/** A receipt's two keys, drawn by lot: stretching a real one is a phone's work, and takes a fifth of a second. */
function someStretched(): StretchedReceipt {
  return { key: new Uint8Array(randomBytes(32)), verifier: new Uint8Array(randomBytes(32)) };
}

/** What a form carries in place of a receipt that nobody was given. */
export function wrongOpener(): string {
  return showStretched(someStretched());
}

/** Seals words as a phone does. @returns the body it sends, and what opens the thread afterwards. */
export async function sealedOnPhone(
  db: Db,
  authorityId: string,
  words: string,
  stretched = someStretched(),
): Promise<{ body: string; opener: string }> {
  const to = { authorityId, ...(await findActiveKey(db, authorityId)) };
  const { message } = await sealMessage(to, newId(), inWords(wellFormed(words)), stretched);
  const key = randomBytes(16).toString('base64url');
  const body = JSON.stringify({ key, message, about: '', mood: 'okay', answer: 'yes' });
  return { body, opener: showStretched(stretched) };
}

/** So many sealed messages, all different. */
export async function sealedBodies(db: Db, authorityId: string, count: number): Promise<string[]> {
  const sealing = Array.from({ length: count }, () => sealedOnPhone(db, authorityId, 'A made-up message.'));
  return (await Promise.all(sealing)).map(({ body }) => body);
}
