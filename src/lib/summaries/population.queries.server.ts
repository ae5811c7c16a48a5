import type { Breakdown } from '../authorities/breakdowns.ts';
import type { Db } from '../platform/database.ts';
import type { Population } from './equity.ts';
import './population.table.ts';

/** How many young people of each group the authority says it looks after, by breakdown. */
export async function findPopulations(db: Db, authorityId: string): Promise<Map<Breakdown, Population[]>> {
  const rows = await db
    .selectFrom('populations')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('breakdown')
    .orderBy('value')
    .execute();
  const found = new Map<Breakdown, Population[]>();
  for (const row of rows) {
    const breakdown = row.breakdown as Breakdown;
    const own = found.get(breakdown) ?? [];
    own.push({
      value: row.value,
      youngPeople: row.young_people,
      countedOn: row.counted_on,
      source: row.source,
    });
    found.set(breakdown, own);
  }
  return found;
}
