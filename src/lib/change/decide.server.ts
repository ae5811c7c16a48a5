import { record, type AuditKey } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { addToOutbox } from '../platform/outbox.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { findDecision } from './decision.queries.server.ts';
import type { AnswerKind, Decision, DecisionState, NewAnswer, PublishedWords } from './decision.ts';

/** What a use case of change works with: no key ring, because nothing here is sealed. */
export interface ChangeContext {
  db: Db;
  auditKey: AuditKey;
  clock: Clock;
}

type DecisionMove = 'decide' | 'answer' | 'reopen';

/** Tells the outbox that a decision moved; moderation turns that into a line in each thread behind its points. */
export async function announce(
  trx: Trx,
  authorityId: string,
  decisionId: string,
  pointIds: string[],
  move: DecisionMove,
  at: Date,
) {
  await addToOutbox(
    trx,
    authorityId,
    'decision.moved',
    { decisionId, move, pointIds: pointIds.join(' ') },
    at,
  );
}

async function setState(
  trx: Trx,
  authorityId: string,
  decision: Decision,
  version: number,
  to: { state: DecisionState; answered?: AnswerKind; published_at?: string; due_on?: string; round?: number },
): Promise<void> {
  const set = await trx
    .updateTable('decisions')
    .set({ ...to, version: version + 1 })
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decision.decisionId)
    .where('version', '=', version)
    .where('state', '=', decision.state)
    .executeTakeFirst();
  if (set.numUpdatedRows === 0n) throw new Refusal('moved-on');
}

/** A language the new answer is not in must not go on showing the old one. */
async function clearOldAnswers(
  trx: Trx,
  authorityId: string,
  decisionId: string,
  written: string[],
): Promise<void> {
  await trx
    .updateTable('decision_texts')
    .set({ answer: null })
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decisionId)
    .where('lang', 'not in', written)
    .execute();
}

/** Publishes "we did" or "we can't, because". @throws Refusal `moved-on` when it changed since it was read. */
export async function publishAnswer(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  version: number,
  { state, answer }: NewAnswer,
): Promise<void> {
  const at = clock();
  const decision = await findDecision(db, authorityId, decisionId);
  if (decision.state !== 'open') throw new Refusal('moved-on');
  await db.transaction().execute(async (trx) => {
    await setState(trx, authorityId, decision, version, {
      state,
      answered: state,
      published_at: toInstant(at),
    });
    for (const [lang, words] of Object.entries(answer) as [Lang, PublishedWords][]) {
      const row = { said: words.said, answer: words.answer };
      await trx
        .insertInto('decision_texts')
        .values({ authority_id: authorityId, decision_id: decisionId, lang, ...row })
        .onConflict((conflict) => conflict.columns(['authority_id', 'decision_id', 'lang']).doUpdateSet(row))
        .execute();
    }
    await clearOldAnswers(trx, authorityId, decisionId, Object.keys(answer));
    await touchContent(trx, authorityId);
    await announce(trx, authorityId, decisionId, decision.pointIds, 'answer', at);
    const deed = { actor, action: 'decision.published', object: decisionId, meta: { state } };
    await record(trx, auditKey, authorityId, deed, at);
  });
}

/** Takes a published decision up again because it was not right. @throws Refusal `moved-on` when it is open already. */
export async function reopenDecision(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  version: number,
  dueOn: string,
): Promise<void> {
  const at = clock();
  const decision = await findDecision(db, authorityId, decisionId);
  if (decision.state === 'open') throw new Refusal('moved-on');
  await db.transaction().execute(async (trx) => {
    await setState(trx, authorityId, decision, version, {
      state: 'open',
      due_on: dueOn,
      round: decision.round + 1,
    });
    await touchContent(trx, authorityId);
    await announce(trx, authorityId, decisionId, decision.pointIds, 'reopen', at);
    await record(trx, auditKey, authorityId, { actor, action: 'decision.reopened', object: decisionId }, at);
  });
}
