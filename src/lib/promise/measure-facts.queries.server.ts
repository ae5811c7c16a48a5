import type { Db, Trx } from '../platform/database.ts';
import type { MeasureFacts } from './measure.ts';
import './measure.table.ts';

/** The facts of every measure, in order, as they were written. */
export async function findMeasureFacts(db: Db, authorityId: string): Promise<MeasureFacts[]> {
  const rows = await db
    .selectFrom('measures')
    .select('facts')
    .where('authority_id', '=', authorityId)
    .orderBy('position')
    .execute();
  return rows.map((row) => JSON.parse(row.facts) as MeasureFacts);
}

/** Changes the facts of one measure, or adds it after the others. */
export async function writeMeasure(trx: Trx, authorityId: string, facts: MeasureFacts): Promise<void> {
  const { last } = await trx
    .selectFrom('measures')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('authority_id', '=', authorityId)
    .executeTakeFirstOrThrow();
  const changed = { theme_id: facts.theme, facts: JSON.stringify(facts) };
  await trx
    .insertInto('measures')
    .values({
      authority_id: authorityId,
      measure_id: facts.id,
      position: Number(last ?? -1) + 1,
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'measure_id']).doUpdateSet(changed))
    .execute();
}

export async function deleteMeasure(trx: Trx, authorityId: string, id: string): Promise<void> {
  await trx
    .deleteFrom('measures')
    .where('authority_id', '=', authorityId)
    .where('measure_id', '=', id)
    .execute();
}
