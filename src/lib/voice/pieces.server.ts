import { isClockBelieved } from '../audit/audit.server.ts';
import { minutesAfter } from '../platform/clock.ts';
import { isConflict } from '../platform/conflict.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from './arrivals.server.ts';
import type { AttachmentFacts } from './parts.ts';
import { hashOf, openPiece, pieceName, SEALED_BYTES_MAX, type PieceName } from './pieces.ts';
import {
  deleteUnclaimed,
  findPiecesOf,
  findSealedPieces,
  insertPieces,
  sumPieces,
} from './pieces.queries.server.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const DAY = 24 * 60;
const UNCLAIMED_DAYS = 8;

async function keepOnce(
  { db, clock }: VoiceContext,
  authorityId: string,
  messageId: string,
  name: PieceName,
  body: Bytes,
): Promise<string> {
  const hash = await hashOf(body);
  const at = clock();
  return db.transaction().execute(async (trx) => {
    const there = await findPiecesOf(trx, [{ authorityId, messageId }]);
    const before = there.find((piece) => piece.name === name);
    if (before) {
      if (before.hash !== hash) throw new Refusal('already-sent-differently');
      return hash;
    }
    const bytes = await sumPieces(trx, authorityId, messageId);
    if (bytes + body.length > SEALED_BYTES_MAX) throw new Refusal('too-large');
    await insertPieces(trx, authorityId, messageId, [{ name, hash, body }], at);
    return hash;
  });
}

/**
 * Keeps a sealed piece for the message that is to come. The same bytes again are the same piece.
 * @returns the hash of its bytes, once they are stored for good.
 * @throws Refusal `already-sent-differently` for other bytes under a name, `too-large` for more than a message may carry.
 */
export async function keepPiece(
  context: VoiceContext,
  authorityId: string,
  messageId: string,
  name: PieceName,
  body: Bytes,
): Promise<string> {
  try {
    return await keepOnce(context, authorityId, messageId, name, body);
  } catch (fault) {
    if (!isConflict(fault)) throw fault;
    // The same piece came in twice at this moment: a second look finds it.
    return keepOnce(context, authorityId, messageId, name, body);
  }
}

/**
 * The bytes of a recording or a drawing, opened with its message's data key.
 * @returns null when a piece is not there or does not open.
 */
export async function readAttachment(
  { db }: Pick<VoiceContext, 'db'>,
  authorityId: string,
  messageId: string,
  dataKey: Bytes,
  { kind, pieces }: Pick<AttachmentFacts, 'kind' | 'pieces'>,
): Promise<Bytes | null> {
  const names = Array.from({ length: pieces }, (_, place) => pieceName(kind, place));
  const sealed = await findSealedPieces(db, authorityId, messageId, names);
  if (sealed.size !== names.length) return null;
  const opening = names.map((name) => openPiece(dataKey, authorityId, messageId, name, sealed.get(name)!));
  const opened = await Promise.all(opening).catch(() => null);
  return opened && new Uint8Array(Buffer.concat(opened));
}

/**
 * Removes pieces whose message did not come within eight days; a phone that comes later sends them again. A clock that
 * is behind what is on record, or more than a day ahead of it, is not believed, and nothing is removed.
 * @returns how many were removed.
 */
export async function forgetUnclaimed({ db, clock }: Pick<VoiceContext, 'db' | 'clock'>): Promise<number> {
  const now = clock();
  if (!(await isClockBelieved(db, now))) return 0;
  return deleteUnclaimed(db, minutesAfter(now, -UNCLAIMED_DAYS * DAY));
}
