import { record } from '../audit/audit.server.ts';
import type { Breakdown } from '../authorities/breakdowns.ts';
import type { ChangeContext } from '../change/decide.server.ts';
import { toInstant } from '../platform/clock.ts';
import type { Population } from './equity.ts';
import './population.table.ts';

/** Puts the authority's own figures of one breakdown in place of those there were. Summaries made before keep theirs. */
export async function savePopulations(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  breakdown: Breakdown,
  populations: readonly Population[],
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    // First of all, so that two who save at once take turns.
    await record(trx, auditKey, authorityId, { actor, action: 'populations.changed', object: breakdown }, at);
    await trx
      .deleteFrom('populations')
      .where('authority_id', '=', authorityId)
      .where('breakdown', '=', breakdown)
      .execute();
    if (populations.length === 0) return;
    await trx
      .insertInto('populations')
      .values(
        populations.map(({ value, youngPeople, countedOn, source }) => ({
          authority_id: authorityId,
          breakdown,
          value,
          young_people: youngPeople,
          counted_on: countedOn,
          source,
          changed_by: actor,
          changed_at: toInstant(at),
        })),
      )
      .execute();
  });
}
