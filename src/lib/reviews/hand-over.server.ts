import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { findActionRows, openAction, openDecided } from './actions.queries.server.ts';
import { readersOf } from './audience.ts';
import { openDecidedForAuthority } from './decided-keys.server.ts';
import { openFeedback } from './give-feedback.server.ts';
import { HAND_OVER_FORMAT, type HandedAnswer, type HandedViews, type HandOver } from './hand-over.ts';
import { readFile } from './open-piece.server.ts';
import { openRecorded, type OpenedWithKeys } from './open-views.server.ts';
import { keptUntil } from './kept-until.ts';
import { findRecordRow } from './record.queries.server.ts';
import { findSeries } from './reviews.queries.server.ts';
import { findTakenBack } from './views.queries.server.ts';

type Bytes = Uint8Array<ArrayBuffer>;

async function handAnswer(
  db: Db,
  authorityId: string,
  { facts: { viewsId }, keys }: OpenedWithKeys,
  answer: OpenedWithKeys['answers'][number],
): Promise<HandedAnswer> {
  const { question, audience, value } = answer;
  const readers = readersOf[audience];
  if (!('pieces' in value)) return { question, audience, readers, value };
  const { kind, type, seconds } = value;
  const file = await readFile(db, authorityId, viewsId, keys, answer);
  const base64 = file && Buffer.from(file.bytes).toString('base64');
  return { question, audience, readers, value: { kind, type, seconds, base64 } };
}

/** What was written, decided and said afterwards; what does not open is left out. */
async function readDecided(
  db: Db,
  authorityId: string,
  reviewId: string,
  dataKey: Bytes | null,
): Promise<Pick<HandOver, 'decided' | 'actions' | 'feedback'>> {
  if (!dataKey) return { decided: null, actions: [], feedback: null };
  const written = await findRecordRow(db, authorityId, reviewId);
  const said = await openFeedback(db, dataKey, authorityId, reviewId).catch(() => null);
  const actions: HandOver['actions'] = [];
  for (const row of await findActionRows(db, authorityId, reviewId)) {
    const opened = await openAction(dataKey, row).catch(() => null);
    if (!opened) continue;
    const { what, who, byOn, outcome } = opened;
    actions.push({ what, who, byOn, outcome });
  }
  return {
    decided: written ? await openDecided(dataKey, written).catch(() => null) : null,
    actions,
    feedback: said && { listened: said.listened, understood: said.understood, words: said.words },
  };
}

const issuesOf = async (db: Db, authorityId: string, reviewId: string): Promise<HandOver['issues']> => {
  const rows = await db
    .selectFrom('practice_issues')
    .select(['theme', 'raised_on', 'outcome', 'resolved_on'])
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('raised_on')
    .orderBy('issue_id')
    .execute();
  return rows.map((row) => ({
    theme: row.theme,
    raisedOn: row.raised_on,
    outcome: row.outcome,
    resolvedOn: row.resolved_on,
  }));
};

/**
 * Everything of a review for the authority's case system, with whom each answer is for; and marks that it was handed over.
 * May be asked for again until it is shredded.
 * @throws Refusal `not-found` for everybody but the review's officer, `moved-on` where it is gone from here.
 */
export async function handOver(context: VoiceContext, officer: Person, reviewId: string): Promise<HandOver> {
  const { db, ring, clock } = context;
  const { authorityId, personId } = officer;
  const review = await reviewForOfficer(db, officer, reviewId);
  if (review.forgottenAt !== null) throw new Refusal('moved-on');
  const at = clock();
  const opened = await openRecorded(context, officer, review, { reader: 'officer', as: 'officer' });
  const takenBack = await findTakenBack(db, authorityId, reviewId);
  const views: HandedViews[] = [];
  for (const one of opened) {
    const { viewsId, receivedAt, lang, age } = one.facts;
    const answers: HandedAnswer[] = [];
    for (const answer of one.answers) answers.push(await handAnswer(db, authorityId, one, answer));
    const taken = takenBack.filter((back) => back.viewsId === viewsId).length;
    views.push({ receivedAt, lang, age, answers, takenBack: taken, unreadable: one.unreadable });
  }
  const dataKey = await openDecidedForAuthority(db, ring, authorityId, reviewId).catch((fault: unknown) => {
    if (fault instanceof Refusal) return null;
    throw fault;
  });
  const { reference, kind } = await findSeries(db, authorityId, review.seriesId);
  const { number, dueOn, plannedOn, heldOn, came, conveyed, code } = review;
  const file: HandOver = {
    format: HAND_OVER_FORMAT,
    authority: authorityId,
    reference,
    kind,
    number,
    dueOn,
    plannedOn,
    heldOn,
    came,
    conveyed,
    code,
    views,
    ...(await readDecided(db, authorityId, reviewId, dataKey)),
    issues: await issuesOf(db, authorityId, reviewId),
    handedOverAt: toInstant(at),
    shreddedAfter: heldOn && keptUntil(heldOn),
  };
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('reviews')
      .set({ handed_over_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .where('forgotten_at', 'is', null)
      .execute();
    const deed = { actor: personId, action: 'review.handed-over', object: reviewId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return file;
}
