import { sql } from 'kysely';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { MessagePiecesTable, RemovedMessagesTable } from './message.table.ts';
import type { SealedPiece } from './seal-message.ts';

/** A piece as it is known without its bytes. */
export type PieceOf = Pick<MessagePiecesTable, 'authority_id' | 'message_id' | 'name' | 'hash'>;

interface Whose {
  authorityId: string;
  messageId: string;
}

/** The pieces there are of these messages. */
export async function findPiecesOf(db: Db, messages: readonly Whose[]): Promise<PieceOf[]> {
  if (messages.length === 0) return [];
  return db
    .selectFrom('message_pieces')
    .select(['authority_id', 'message_id', 'name', 'hash'])
    .where('authority_id', 'in', [...new Set(messages.map(({ authorityId }) => authorityId))])
    .where(
      'message_id',
      'in',
      messages.map(({ messageId }) => messageId),
    )
    .execute();
}

/** How many bytes of a message's pieces there are. */
export async function sumPieces(db: Db, authorityId: string, messageId: string): Promise<number> {
  const { bytes } = await db
    .selectFrom('message_pieces')
    .select(sql<number | string | null>`sum(octet_length(sealed))`.as('bytes'))
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  return Number(bytes ?? 0);
}

export async function insertPieces(
  trx: Trx,
  authorityId: string,
  messageId: string,
  pieces: readonly SealedPiece[],
  at: Date,
): Promise<void> {
  // One by one: together they may be larger than what a database takes as one statement.
  for (const { name, hash, body } of pieces) {
    await trx
      .insertInto('message_pieces')
      .values({
        authority_id: authorityId,
        message_id: messageId,
        name,
        hash,
        sealed: Buffer.from(body),
        stored_at: toInstant(at),
      })
      .execute();
  }
}

/** Read as a conflict (platform/conflict.ts): every message of its batch is then looked at by itself. */
class LostMeanwhile extends Error {
  readonly code = '40001';
}

/** Makes pieces their message's own. @throws a conflict when one of them went in this moment. */
export async function claimPieces(
  trx: Trx,
  authorityId: string,
  messageId: string,
  names: string[],
): Promise<void> {
  const claimed = await trx
    .updateTable('message_pieces')
    .set({ claimed: 1 })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('name', 'in', names)
    .executeTakeFirst();
  if (Number(claimed.numUpdatedRows) !== names.length) throw new LostMeanwhile('A piece is gone.');
}

/** The sealed bytes of a message's own pieces, by name. */
export async function findSealedPieces(
  db: Db,
  authorityId: string,
  messageId: string,
  names: string[],
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const rows = await db
    .selectFrom('message_pieces')
    .select(['name', 'sealed'])
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('claimed', '=', 1)
    .where('name', 'in', names)
    .execute();
  return new Map(rows.map(({ name, sealed }) => [name, new Uint8Array(sealed)]));
}

/** Removes what came before this instant and no message ever named. @returns how many pieces there were. */
export async function deleteUnclaimed(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('message_pieces')
    .where('claimed', '=', 0)
    .where('stored_at', '<', toInstant(before))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Which of these sends were of messages that their senders have taken back. */
export async function findRemoved(
  db: Db,
  authorityIds: string[],
  idemHashes: string[],
): Promise<Pick<RemovedMessagesTable, 'authority_id' | 'idem_hash'>[]> {
  return db
    .selectFrom('removed_messages')
    .select(['authority_id', 'idem_hash'])
    .where('authority_id', 'in', authorityIds)
    .where('idem_hash', 'in', idemHashes)
    .execute();
}
