import type { Selectable, Updateable } from 'kysely';
import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { readers, type Audience } from './audience.ts';
import type { Age } from './questions.ts';
import { readPrintedFor, type TakenBack, type ViewsFacts } from './views.ts';
import type { ViewsAnswersTable, ViewsTable } from './views.table.ts';

export type AnswerRow = Selectable<ViewsAnswersTable>;

function toViews(row: Selectable<ViewsTable>): ViewsFacts {
  return {
    viewsId: row.views_id,
    reviewId: row.review_id,
    receivedAt: row.received_at,
    lang: row.lang,
    age: row.age as Age,
    danger: row.danger === 1,
    firstOpenedAt: row.first_opened_at,
  };
}

/** The views sent for a review, in the order they came. */
export async function findViewsOf(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
): Promise<ViewsFacts[]> {
  const rows = await db
    .selectFrom('views')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('received_at')
    .orderBy('views_id')
    .execute();
  return rows.map(toViews);
}

export async function findViews(
  db: Db | Trx,
  authorityId: string,
  viewsId: string,
): Promise<ViewsFacts | null> {
  const row = await db
    .selectFrom('views')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('views_id', '=', viewsId)
    .executeTakeFirst();
  return row ? toViews(row) : null;
}

/** The views a receipt finds. @param lookup what the database keeps in place of it. */
export async function findViewsByReceipt(
  db: Db,
  authorityId: string,
  lookup: string,
): Promise<ViewsFacts | null> {
  const row = await db
    .selectFrom('views')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('receipt_lookup', '=', lookup)
    .executeTakeFirst();
  return row ? toViews(row) : null;
}

/** Somebody's own, the newest first. */
export async function findViewsOfPerson(
  db: Db | Trx,
  authorityId: string,
  personId: string,
): Promise<ViewsFacts[]> {
  const rows = await db
    .selectFrom('views')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .orderBy('received_at', 'desc')
    .orderBy('views_id', 'desc')
    .execute();
  return rows.map(toViews);
}

/** What was taken in with this send before. */
export async function findBySend(db: Db | Trx, authorityId: string, idemHash: string) {
  return db
    .selectFrom('views')
    .select(['views_id', 'review_id', 'received_at', 'payload_mac'])
    .where('authority_id', '=', authorityId)
    .where('idem_hash', '=', idemHash)
    .executeTakeFirst();
}

export async function insertViews(
  trx: Trx,
  row: ViewsTable,
  answers: readonly Omit<ViewsAnswersTable, 'authority_id' | 'views_id'>[],
): Promise<void> {
  await trx.insertInto('views').values(row).execute();
  if (answers.length === 0) return;
  const { authority_id, views_id } = row;
  await trx
    .insertInto('views_answers')
    .values(answers.map((answer) => ({ authority_id, views_id, ...answer })))
    .execute();
}

/** The sealed answers of these audiences, and of no other. */
export async function findAnswers(
  db: Db | Trx,
  authorityId: string,
  viewsId: string,
  of: readonly Audience[],
): Promise<AnswerRow[]> {
  return db
    .selectFrom('views_answers')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('views_id', '=', viewsId)
    .where('audience', 'in', of)
    .orderBy('place')
    .execute();
}

export async function noteOfViews(
  trx: Trx,
  authorityId: string,
  viewsIds: readonly string[],
  note: Updateable<Pick<ViewsTable, 'first_opened_at'>>,
): Promise<void> {
  if (viewsIds.length === 0) return;
  await trx
    .updateTable('views')
    .set(note)
    .where('authority_id', '=', authorityId)
    .where('views_id', 'in', viewsIds)
    .where('first_opened_at', 'is', null)
    .execute();
}

/** Deletes one sealed answer. @returns false where it is not there. */
export async function deleteAnswer(
  trx: Trx,
  authorityId: string,
  viewsId: string,
  answerId: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('views_answers')
    .where('authority_id', '=', authorityId)
    .where('views_id', '=', viewsId)
    .where('answer_id', '=', answerId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Prints of a review's agendas: for which reader, and with which answers. */
export async function findPrintsOf(db: Db | Trx, authorityId: string, reviewId: string) {
  const rows = await db
    .selectFrom('agenda_prints')
    .select(['reader', 'answer_ids', 'printed_at'])
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('printed_at')
    .orderBy('print_id')
    .execute();
  return rows.map((row) => ({
    reader: row.reader,
    at: row.printed_at,
    answerIds: JSON.parse(row.answer_ids) as string[],
  }));
}

/** What was taken back of a review's views, the newest last. */
export async function findTakenBack(
  db: Db | Trx,
  authorityId: string,
  reviewId: string,
): Promise<TakenBack[]> {
  const rows = await db
    .selectFrom('views_taken_back')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('taken_at')
    .orderBy('answer_id')
    .execute();
  return rows.map((row) => ({
    viewsId: row.views_id,
    answerId: row.answer_id,
    takenAt: row.taken_at,
    printedFor: readPrintedFor(row.printed_for),
    seenAt: row.seen_at,
  }));
}

/** Notes that an answer is gone, and for whom it had been printed by then. @param prints `findPrintsOf` its review. */
export async function insertTakenBack(
  trx: Trx,
  authorityId: string,
  { viewsId, reviewId, answerId }: { viewsId: string; reviewId: string; answerId: string },
  prints: readonly { reader: string; answerIds: readonly string[] }[],
  at: Date,
): Promise<void> {
  const printed = new Set(
    prints.filter(({ answerIds }) => answerIds.includes(answerId)).map(({ reader }) => reader),
  );
  await trx
    .insertInto('views_taken_back')
    .values({
      authority_id: authorityId,
      views_id: viewsId,
      answer_id: answerId,
      review_id: reviewId,
      taken_at: toInstant(at),
      printed_for: readers.filter((reader) => printed.has(reader)).join(','),
      seen_at: null,
    })
    .execute();
}

export async function noteTakenBackSeen(
  trx: Trx,
  authorityId: string,
  reviewId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('views_taken_back')
    .set({ seen_at: toInstant(at) })
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .where('seen_at', 'is', null)
    .execute();
}
