import { record } from '../audit/audit.server.ts';
import type { YoungSession } from '../identity/young-person.ts';
import type { Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import type { StretchedReceipt } from '../voice/stretch.ts';
import { audiences, type Audience } from './audience.ts';
import type { OpenedAnswer } from './answer.ts';
import { openAnswers } from './open-answers.ts';
import { fileOf } from './open-piece.server.ts';
import { findViewsAs, findViewsWith, type OwnViewsKeys } from './own-views.server.ts';
import { lockReview } from './reviews.queries.server.ts';
import { audienceRecord } from './sealed-views.ts';
import {
  deleteAnswer,
  findAnswers,
  findPrintsOf,
  findViews,
  insertTakenBack,
  type AnswerRow,
} from './views.queries.server.ts';

const audienceOf = (row: AnswerRow) => row.audience as Audience;

/** The recording or drawing goes with its answer; which pieces are its own, the answer says. */
async function deletePieces(
  trx: Trx,
  authorityId: string,
  { facts: { viewsId }, keys }: OwnViewsKeys,
  row: AnswerRow,
  others: readonly AnswerRow[],
): Promise<void> {
  const open = async (rows: readonly AnswerRow[]): Promise<OpenedAnswer[]> => {
    const sealed = rows.map((one) => ({
      answerId: one.answer_id,
      audience: audienceOf(one),
      sealed: one.sealed,
    }));
    return (await openAnswers(authorityId, viewsId, keys, sealed)).answers;
  };
  const namesOf = (answers: readonly OpenedAnswer[]) => answers.flatMap((one) => fileOf(one)?.pieces ?? []);
  const kept = new Set(namesOf(await open(others)));
  const names = namesOf(await open([row])).filter((name) => !kept.has(name));
  if (names.length === 0) return;
  await trx
    .deleteFrom('message_pieces')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', viewsId)
    .where('name', 'in', names)
    .execute();
}

async function takeBack(
  { db, ring, clock }: VoiceContext,
  authorityId: string,
  own: OwnViewsKeys,
  isMeant: (row: AnswerRow) => boolean,
): Promise<number> {
  const { viewsId, reviewId } = own.facts;
  const at = clock();
  return db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    // Read again under the lock: the review may have been shredded at this moment.
    if (!(await findViews(trx, authorityId, viewsId))) throw new Refusal('not-found');
    const rows = await findAnswers(trx, authorityId, viewsId, audiences);
    const going = rows.filter(isMeant);
    const staying = rows.filter((row) => !going.includes(row));
    const prints = await findPrintsOf(trx, authorityId, reviewId);
    for (const row of going) {
      await deletePieces(trx, authorityId, own, row, staying);
      await deleteAnswer(trx, authorityId, viewsId, row.answer_id);
      await insertTakenBack(trx, authorityId, { viewsId, reviewId, answerId: row.answer_id }, prints, at);
      const deed = { actor: 'anonymous', action: 'views.answer-taken-back', object: viewsId };
      await record(trx, ring.secret('audit'), authorityId, deed, at);
    }
    for (const audience of new Set(going.map(audienceOf)))
      if (!staying.some((row) => audienceOf(row) === audience))
        await trx
          .deleteFrom('record_keys')
          .where('authority_id', '=', authorityId)
          .where('record_id', '=', audienceRecord(viewsId, audience))
          .execute();
    return going.length;
  });
}

/**
 * Takes one answer back: its words and its recording are deleted, and with the last answer of an audience the key of it.
 * Its young person's reading of what is decided stays. That it was is kept, and for whom it had been printed by then.
 * @throws Refusal `not-found` for a receipt that opens nothing, and an answer that is not there.
 */
export async function takeBackAnswer(
  context: VoiceContext,
  authorityId: string,
  opener: StretchedReceipt,
  answerId: string,
): Promise<void> {
  const own = await findViewsWith(context, authorityId, opener);
  const taken = own && (await takeBack(context, authorityId, own, (row) => row.answer_id === answerId));
  if (!taken) throw new Refusal('not-found');
}

/** Takes all answers back. @returns how many there were. @throws Refusal `not-found` */
export async function takeBackAll(
  context: VoiceContext,
  authorityId: string,
  opener: StretchedReceipt,
): Promise<number> {
  const own = await findViewsWith(context, authorityId, opener);
  if (!own) throw new Refusal('not-found');
  return takeBack(context, authorityId, own, () => true);
}

/**
 * The same for somebody who is signed in.
 * @param answerId the one that is meant; null for all of them.
 * @throws Refusal `not-found` for what is not theirs.
 */
export async function takeBackAs(
  context: VoiceContext,
  young: YoungSession,
  viewsId: string,
  answerId: string | null,
): Promise<number> {
  const own = (await findViewsAs(context.db, young)).find(({ facts }) => facts.viewsId === viewsId);
  const isMeant = (row: AnswerRow) => answerId === null || row.answer_id === answerId;
  const taken = own ? await takeBack(context, young.authorityId, own, isMeant) : 0;
  if (!own || (answerId !== null && taken === 0)) throw new Refusal('not-found');
  return taken;
}
