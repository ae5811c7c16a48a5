import type { Trx } from '../platform/database.ts';
import { addToOutbox } from '../platform/outbox.server.ts';
import type { Move } from './journey.ts';
import './message.table.ts';

/** The event that notices wait for. It names a person and nothing else: no message, no kind of line, no words. */
const SOMETHING_NEW = 'person.something-new';

/** Lines that only we write. What its sender did is no news to them. */
const OURS = new Set(['answer', 'decision', 'not-shared']);
const MOVES_OF_THE_SENDER = new Set<Move>(['close', 'think-again']);

export const isNewsAsLine = (kind: string): boolean => OURS.has(kind);
export const isNewsAsMove = (move: Move): boolean => !MOVES_OF_THE_SENDER.has(move);

/** Where the message is somebody's who signs in: leaves word for them, in the transaction in which it happened. */
export async function noteSomethingNew(
  trx: Trx,
  authorityId: string,
  messageId: string,
  at: Date,
): Promise<void> {
  const row = await trx
    .selectFrom('messages')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (row?.person_id) await addToOutbox(trx, authorityId, SOMETHING_NEW, { personId: row.person_id }, at);
}

/** The same for people whose messages moved together: each hears of it once. */
export async function notePeopleNew(
  trx: Trx,
  authorityId: string,
  personIds: readonly string[],
  at: Date,
): Promise<void> {
  for (const personId of personIds) await addToOutbox(trx, authorityId, SOMETHING_NEW, { personId }, at);
}
