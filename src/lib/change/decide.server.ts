import { record, type AuditKey } from '../audit/audit.server.ts';
import { authorityOf, touchContent } from '../authorities/authorities.queries.server.ts';
import { addWorkingDays } from '../authorities/working-days.ts';
import type { Lang } from '../i18n/languages.ts';
import { toDay, toInstant, type Clock } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { NewAnswer, PublishedWords } from './answer.ts';
import { findDecision } from './decision.queries.server.ts';
import type { Decision } from './decision.ts';
import { announce, setState } from './decision-moves.server.ts';

/** What a use case of change works with: no key ring, because nothing here is sealed. */
export interface ChangeContext {
  db: Db;
  auditKey: AuditKey;
  clock: Clock;
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
    .set({ answer: null, because: null })
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
    const published = { answered: state, published_at: toInstant(at), asked_again_at: null };
    await setState(trx, authorityId, decision, version, { state, ...published });
    for (const [lang, words] of Object.entries(answer) as [Lang, PublishedWords][]) {
      const row = { said: words.said, answer: words.answer, because: words.because ?? null };
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

/**
 * Takes a decision up again in the transaction of whatever said that it was not right.
 * @param why `by-hand`, `enough-no` or `accepted-no`, for the audit record.
 * @throws Refusal `moved-on` when it is open already.
 */
export async function takeUpAgain(
  trx: Trx,
  auditKey: AuditKey,
  authorityId: string,
  decision: Decision,
  { version, dueOn, actor, why }: { version: number; dueOn: string; actor: string; why: string },
  at: Date,
): Promise<void> {
  if (decision.state === 'open') throw new Refusal('moved-on');
  const anew = { due_on: dueOn, round: decision.round + 1, asked_again_at: null, closed_at: null };
  await setState(trx, authorityId, decision, version, { state: 'open', ...anew });
  await touchContent(trx, authorityId);
  await announce(trx, authorityId, decision.decisionId, decision.pointIds, 'reopen', at);
  const deed = { actor, action: 'decision.reopened', object: decision.decisionId, meta: { why } };
  await record(trx, auditKey, authorityId, deed, at);
}

/** The due day of a decision that is taken up again by itself: the authority's own days for deciding. */
export async function freshDueDay(trx: Trx, authorityId: string, at: Date): Promise<string> {
  const { settings } = await authorityOf(trx, authorityId);
  return toDay(addWorkingDays(at, settings.stageDays.deciding));
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
  const decision = await findDecision(db, authorityId, decisionId);
  const how = { version, dueOn, actor, why: 'by-hand' };
  await db.transaction().execute((trx) => takeUpAgain(trx, auditKey, authorityId, decision, how, clock()));
}
