import { record } from '../audit/audit.server.ts';
import { authorityOf, touchContent } from '../authorities/authorities.queries.server.ts';
import { addWorkingDays } from '../authorities/working-days.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { askAgainDay } from './asking.ts';
import type { Decision } from './decision.ts';
import { findAskedAgainBefore, findPublishedUnasked } from './decision.queries.server.ts';
import type { ChangeContext } from './decide.server.ts';
import { announce } from './decision-moves.server.ts';

/** The shortest three months there are, less a day for the clocks: what is younger is not looked at. */
const SHORTEST_DAYS = 88;
const DAY = 86_400_000;

async function note(
  trx: Trx,
  authorityId: string,
  decision: Decision,
  to: { asked_again_at: string } | { state: 'closed'; closed_at: string },
): Promise<boolean> {
  const noted = await trx
    .updateTable('decisions')
    .set((eb) => ({ ...to, version: eb('version', '+', 1) }))
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decision.decisionId)
    .where('version', '=', decision.version)
    .executeTakeFirst();
  return noted.numUpdatedRows > 0n;
}

/**
 * Asks those who said it a second time, three months after the answer was published: whoever answered then is asked
 * again. Once, however often it runs and whatever the clock does.
 * @returns how many decisions are asked about again.
 */
export async function askAgain({ db, auditKey, clock }: ChangeContext, authorityId: string): Promise<number> {
  const at = clock();
  const today = toDay(at);
  const before = toInstant(new Date(at.getTime() - SHORTEST_DAYS * DAY));
  let asked = 0;
  for (const decision of await findPublishedUnasked(db, authorityId, before)) {
    if (decision.publishedAt === null || askAgainDay(toDay(new Date(decision.publishedAt))) > today) continue;
    await db.transaction().execute(async (trx) => {
      if (!(await note(trx, authorityId, decision, { asked_again_at: toInstant(at) }))) return;
      await touchContent(trx, authorityId);
      await announce(trx, authorityId, decision.decisionId, decision.pointIds, 'ask-again', at);
      const deed = { actor: 'system', action: 'decision.asked-again', object: decision.decisionId };
      await record(trx, auditKey, authorityId, deed, at);
      asked += 1;
    });
  }
  return asked;
}

/**
 * Closes decisions about which everybody has been asked twice and had the authority's own days to answer.
 * @returns how many.
 */
export async function closeFinished(
  { db, auditKey, clock }: ChangeContext,
  authorityId: string,
): Promise<number> {
  const at = clock();
  const { settings } = await authorityOf(db, authorityId);
  let closed = 0;
  for (const decision of await findAskedAgainBefore(db, authorityId, toInstant(at))) {
    const asked = new Date(decision.askedAgainAt ?? at);
    if (toDay(addWorkingDays(asked, settings.stageDays.checkBack)) >= toDay(at)) continue;
    await db.transaction().execute(async (trx) => {
      const to = { state: 'closed', closed_at: toInstant(at) } as const;
      if (!(await note(trx, authorityId, decision, to))) return;
      await touchContent(trx, authorityId);
      await announce(trx, authorityId, decision.decisionId, decision.pointIds, 'close', at);
      const deed = { actor: 'system', action: 'decision.closed', object: decision.decisionId };
      await record(trx, auditKey, authorityId, deed, at);
      closed += 1;
    });
  }
  return closed;
}
