import { record } from '../audit/audit.server.ts';
import type { Authority } from '../authorities/authority.ts';
import type { ChangeContext } from '../change/decide.server.ts';
import { findReleasedBetween } from '../moderation/point.queries.server.ts';
import { startOfDay, toDay, toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { findPromise } from '../promise/promise.queries.server.ts';
import type { Period } from '../platform/period.ts';
import { summarise } from './summary.ts';
import './summary.table.ts';

/**
 * Makes the summary of a quarter that has ended. Once made it is never made again: late figures do not change it.
 * @throws Refusal `not-found` while the quarter runs; `moved-on` when there is one already.
 */
export async function makeSummary(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authority: Authority,
  period: Period,
): Promise<string> {
  const { authorityId } = authority;
  const at = clock();
  if (period.before > toDay(at)) throw new Refusal('not-found');
  const points = await findReleasedBetween(
    db,
    authorityId,
    toInstant(startOfDay(period.from)),
    toInstant(startOfDay(period.before)),
  );
  const body = summarise(points, await findPromise(db, authority, 'en'));
  const summaryId = newId(at);
  await db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('summaries')
      .values({
        authority_id: authorityId,
        summary_id: summaryId,
        period: period.id,
        body: JSON.stringify(body),
        made_by: actor,
        made_at: toInstant(at),
        signed_off_by: null,
        signed_off_at: null,
      })
      .onConflict((conflict) => conflict.columns(['authority_id', 'period']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) throw new Refusal('moved-on');
    await record(trx, auditKey, authorityId, { actor, action: 'summary.made', object: summaryId }, at);
  });
  return summaryId;
}

/** A Council member signs a summary off; only then can it be taken away as a file. @throws Refusal `moved-on` when done. */
export async function signOffSummary(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  summaryId: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const signed = await trx
      .updateTable('summaries')
      .set({ signed_off_by: actor, signed_off_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('summary_id', '=', summaryId)
      .where('signed_off_at', 'is', null)
      .executeTakeFirst();
    if (signed.numUpdatedRows === 0n) throw new Refusal('moved-on');
    await record(trx, auditKey, authorityId, { actor, action: 'summary.signed-off', object: summaryId }, at);
  });
}
