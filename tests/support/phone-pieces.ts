import { randomBytes } from 'node:crypto';
import type { Db } from '../../src/lib/platform/database.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { findActiveKey } from '../../src/lib/sealing/authority-keys.server.ts';
import {
  sealMessage,
  type Said,
  type SealedMessage,
  type SealedPiece,
} from '../../src/lib/voice/seal-message.ts';
import { showStretched } from '../../src/lib/voice/stretch.ts';
import { ask, json, type Answer, type Asking } from './ask.ts';

/** A message as a phone has it before it sends: its pieces go first, then the form. */
export interface OnPhone {
  key: string;
  message: SealedMessage;
  pieces: SealedPiece[];
  opener: string;
}

/** @param at what the phone's clock says. */
export async function sealedWith(db: Db, said: Partial<Said>, at = new Date()): Promise<OnPhone> {
  const to = { authorityId: 'manchester', ...(await findActiveKey(db, 'manchester')) };
  const stretched = { key: new Uint8Array(randomBytes(32)), verifier: new Uint8Array(randomBytes(32)) };
  const whole = { words: '', helped: false, pictures: [], attachments: [], ...said };
  const { message, pieces } = await sealMessage(to, newId(at), whole, stretched);
  return { key: randomBytes(16).toString('base64url'), message, pieces, opener: showStretched(stretched) };
}

const BYTES = { 'content-type': 'application/octet-stream' };

export const pieceAsked = (body: Uint8Array | Buffer[], from?: string): Asking => ({
  method: 'POST',
  headers: BYTES,
  body: Array.isArray(body) ? body : Buffer.from(body),
  from,
});

export const piecePath = (messageId: string, name: string, base = '/manchester/en') =>
  `${base}/say/pieces/${messageId}/${name}`;

export const sendPiece = (
  origin: string,
  messageId: string,
  { name, body }: Pick<SealedPiece, 'name' | 'body'>,
) => ask(origin, piecePath(messageId, name), pieceAsked(body));

export const sendForm = (origin: string, { key, message }: Pick<OnPhone, 'key' | 'message'>, more = {}) =>
  ask(origin, '/manchester/en/say/sealed', json(JSON.stringify({ key, message, ...more })));

/** Sends all of a message, as a phone does. @returns the answer to the form. */
export async function sendAll(origin: string, sealed: OnPhone): Promise<Answer> {
  for (const piece of sealed.pieces) await sendPiece(origin, sealed.message.messageId, piece);
  return sendForm(origin, sealed);
}
