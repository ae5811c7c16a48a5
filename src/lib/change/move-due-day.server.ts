import { record } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findDecision } from './decision.queries.server.ts';
import type { ChangeContext } from './decide.server.ts';
import { announce, setState } from './decision-moves.server.ts';
import type { Delay, NewDueDay } from './longer.ts';
import type { PlainWords } from './plain-words.ts';

/** The later due days a decision was given, in their order. */
export async function findDelays(db: Db, authorityId: string, decisionId: string): Promise<Delay[]> {
  const rows = await db
    .selectFrom('decision_delays')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decisionId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    round: row.round,
    dueOn: row.due_on,
    because: JSON.parse(row.because) as PlainWords,
    changedAt: row.changed_at,
  }));
}

/**
 * Gives a decision a later due day and says why; those who said it are told.
 * @throws Refusal `moved-on` when it is not being worked on, changed since it was read, or the day has passed meanwhile.
 */
export async function moveDueDay(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  version: number,
  { dueOn, because }: NewDueDay,
): Promise<void> {
  const at = clock();
  const decision = await findDecision(db, authorityId, decisionId);
  if (decision.state !== 'open' || dueOn <= decision.dueOn || dueOn < toDay(at))
    throw new Refusal('moved-on');
  await db.transaction().execute(async (trx) => {
    await setState(trx, authorityId, decision, version, { due_on: dueOn });
    const number = (await findDelays(trx, authorityId, decisionId)).length + 1;
    await trx
      .insertInto('decision_delays')
      .values({
        authority_id: authorityId,
        decision_id: decisionId,
        number,
        round: decision.round,
        due_on: dueOn,
        because: JSON.stringify(because),
        changed_by: actor,
        changed_at: toInstant(at),
      })
      .execute();
    if (decision.publishedAt) await touchContent(trx, authorityId);
    await announce(trx, authorityId, decisionId, decision.pointIds, 'longer', at, {
      number: String(number),
    });
    const meta = { from: decision.dueOn, to: dueOn };
    await record(
      trx,
      auditKey,
      authorityId,
      { actor, action: 'decision.due-day-moved', object: decisionId, meta },
      at,
    );
  });
}
