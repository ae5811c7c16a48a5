import type { Db, Trx } from '../platform/database.ts';
import { findThoseAbout } from './conflicts.queries.server.ts';
import type { InterpreterRequestsTable, TranslationsTable } from './translations.table.ts';

export async function findTranslationRows(
  db: Db,
  authorityId: string,
  messageId: string,
): Promise<TranslationsTable[]> {
  return db
    .selectFrom('translations')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .orderBy('made_at')
    .orderBy('kind')
    .execute();
}

/** Keeps the newest translation of each kind: a better one takes the place of the one before. */
export async function putTranslation(trx: Trx, row: TranslationsTable): Promise<void> {
  const { sealed, made_by, made_at } = row;
  await trx
    .insertInto('translations')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'message_id', 'entry_id', 'lang', 'kind'])
        .doUpdateSet({ sealed, made_by, made_at }),
    )
    .execute();
}

/** The interpreter somebody waits for, for one message; undefined where nobody does. */
export async function findInterpreterRequest(
  db: Db,
  authorityId: string,
  messageId: string,
): Promise<InterpreterRequestsTable | undefined> {
  return db
    .selectFrom('interpreter_requests')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('done_at', 'is', null)
    .orderBy('request_id')
    .executeTakeFirst();
}

export async function insertInterpreterRequest(trx: Trx, row: InterpreterRequestsTable): Promise<void> {
  await trx.insertInto('interpreter_requests').values(row).execute();
}

/** @returns whether anybody was waited for. */
export async function endInterpreterRequests(
  trx: Trx,
  authorityId: string,
  messageId: string,
  done: { by: string; at: string },
): Promise<boolean> {
  const ended = await trx
    .updateTable('interpreter_requests')
    .set({ done_by: done.by, done_at: done.at })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** A message that waits for an interpreter. */
export interface WaitingForInterpreter {
  messageId: string;
  lang: string;
  askedAt: string;
}

/**
 * Messages that wait for an interpreter, the longest wait first, without those about the person who asks.
 * @param room what is with the duty team is for screening alone.
 */
export async function findWaitingForInterpreter(
  db: Db,
  authorityId: string,
  personId: string,
  room: 'screening' | 'moderation',
): Promise<WaitingForInterpreter[]> {
  const withDuty = ['awaiting-screening', 'held', 'handed-over'];
  const rows = await db
    .selectFrom('interpreter_requests')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.authority_id', '=', 'interpreter_requests.authority_id')
        .onRef('messages.message_id', '=', 'interpreter_requests.message_id'),
    )
    .select(['interpreter_requests.message_id', 'interpreter_requests.lang', 'asked_at'])
    .where('interpreter_requests.authority_id', '=', authorityId)
    .where('done_at', 'is', null)
    .where('stage', room === 'screening' ? 'in' : 'not in', withDuty)
    .orderBy('asked_at')
    .orderBy('request_id')
    .execute();
  const ids = rows.map((row) => row.message_id);
  const about = await findThoseAbout(db, authorityId, personId, ids);
  return rows
    .filter((row) => !about.has(row.message_id))
    .map((row) => ({ messageId: row.message_id, lang: row.lang, askedAt: row.asked_at }));
}
