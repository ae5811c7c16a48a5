import type { Db } from '../platform/database.ts';
import { endedPeriods } from '../platform/period.ts';
import type { KeptAnswersTable } from './kept-answer.table.ts';
import { newestFigures, type KeptAnswer, type KeptCounts, type KeptFigures } from './kept-answer.ts';

/** Figures older than a year say little about today. */
const QUARTERS_BACK = 4;

/** Writes an answer down; the same phone's next one about the same commitment in the same quarter takes its place. */
export async function upsertKeptAnswer(db: Db, row: KeptAnswersTable): Promise<void> {
  const { answer, at } = row;
  await db
    .insertInto('kept_answers')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'quarter', 'commitment_id', 'respondent'])
        .doUpdateSet({ answer, at }),
    )
    .execute();
}

/**
 * What young people said of each commitment, as everyone may see it: of quarters that are over only, so that nobody can
 * watch single answers come in. Commitments with nothing to show are not in it.
 */
export async function findKeptFigures(
  db: Db,
  authorityId: string,
  now: Date,
): Promise<Map<string, KeptFigures>> {
  const ended = endedPeriods(now, QUARTERS_BACK);
  const rows = await db
    .selectFrom('kept_answers')
    .select(['commitment_id', 'quarter', 'answer', (eb) => eb.fn.countAll().as('count')])
    .where('authority_id', '=', authorityId)
    .where(
      'quarter',
      'in',
      ended.map(({ id }) => id),
    )
    .groupBy(['commitment_id', 'quarter', 'answer'])
    .execute();
  const counted = new Map<string, Map<string, KeptCounts>>();
  for (const row of rows) {
    const quarters = counted.get(row.commitment_id) ?? new Map<string, KeptCounts>();
    const counts = quarters.get(row.quarter) ?? { yes: 0, sometimes: 0, no: 0 };
    counts[row.answer as KeptAnswer] = Number(row.count);
    counted.set(row.commitment_id, quarters.set(row.quarter, counts));
  }
  const figures = new Map<string, KeptFigures>();
  for (const [commitmentId, quarters] of counted) {
    const newest = newestFigures(ended, quarters);
    if (newest) figures.set(commitmentId, newest);
  }
  return figures;
}
