import { record } from '../audit/audit.server.ts';
import { authorityOf } from '../authorities/authorities.queries.server.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import { findLateNotNoted } from './late-decisions.queries.server.ts';
import type { ChangeContext } from './decide.server.ts';
import { lastDueThatReached, lateSteps } from './lateness.ts';
import './escalation.table.ts';

/**
 * Writes down whom lateness has reached, each once for each day that was missed: running it again, on two servers at
 * once or with a clock that jumps writes nothing twice and takes nothing back.
 * @returns how many were new.
 */
export async function noteLateness(
  { db, auditKey, clock }: ChangeContext,
  authorityId: string,
): Promise<number> {
  const at = clock();
  const today = toDay(at);
  const { settings } = await authorityOf(db, authorityId);
  let noted = 0;
  for (const step of lateSteps) {
    const dueBy = lastDueThatReached(step, today, settings.lateness);
    for (const late of await findLateNotNoted(db, authorityId, step, dueBy))
      await db.transaction().execute(async (trx) => {
        const fresh = await trx
          .insertInto('escalations')
          .values({
            authority_id: authorityId,
            kind: 'decision',
            item_id: late.decisionId,
            round: late.round,
            due_on: late.dueOn,
            step,
            at: toInstant(at),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (!fresh.numInsertedOrUpdatedRows) return;
        const meta = { step, due: late.dueOn };
        const deed = { actor: 'system', action: 'decision.late', object: late.decisionId, meta };
        await record(trx, auditKey, authorityId, deed, at);
        noted += 1;
      });
  }
  return noted;
}
