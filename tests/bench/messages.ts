import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { findActiveKey } from '../../src/lib/sealing/authority-keys.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { inWords, sealMessage } from '../../src/lib/voice/seal-message.ts';

/** Whose messages these are. */
export const AUTHORITY = 'manchester';

/** How long a sender waits for an answer, as a phone would, in milliseconds. */
const PATIENCE_MS = 15_000;

/** A sealed message as a phone sends it. Receipts are random here: stretching one is the phone's work, not ours. */
export async function sealedBody(db: Db, words: string): Promise<string> {
  const to = { authorityId: AUTHORITY, ...(await findActiveKey(db, AUTHORITY)) };
  const stretched = {
    key: new Uint8Array(randomBytes(32)),
    verifier: new Uint8Array(randomBytes(32)),
  };
  const { message } = await sealMessage(to, newId(), inWords(words), stretched);
  const key = randomBytes(16).toString('base64url');
  return JSON.stringify({ key, message, about: 'care', mood: 'okay', answer: 'yes' });
}

/** Sends one message. @returns the status, and what was answered. @throws what the connection says when none came. */
export function post(origin: string, body: string, agent: Agent, localAddress?: string) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(
      `${origin}/${AUTHORITY}/en/say/sealed`,
      {
        method: 'POST',
        agent,
        localAddress,
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { 'content-type': 'application/json', origin, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
