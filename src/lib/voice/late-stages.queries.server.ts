import type { StageDays } from '../authorities/authority.ts';
import type { Db } from '../platform/database.ts';
import { lateBefore, owedStages, referenceOf, type OwedStage } from './late-stages.ts';
import './message.table.ts';

/** How far a count goes, and how many references are given: a list that nobody would read costs nothing. */
const COUNTED = 1_000;
const REFERENCES = 20;

export interface LateStage {
  stage: OwedStage;
  count: number;
  /** There are this many or more. */
  atLeast: boolean;
  /** Those that have waited longest. */
  references: string[];
}

/** How many messages are late at each stage, and which: no words, no senders. */
export async function findLateStages(
  db: Db,
  authorityId: string,
  days: StageDays,
  now: Date,
): Promise<LateStage[]> {
  const stages = Object.keys(owedStages) as OwedStage[];
  const late = await Promise.all(
    stages.map(async (stage): Promise<LateStage> => {
      const rows = await db
        .selectFrom('messages')
        .select('message_id')
        .where('authority_id', '=', authorityId)
        .where('stage', '=', stage)
        .where('stage_since', '<', lateBefore(stage, days, now))
        .orderBy('stage_since')
        .limit(COUNTED)
        .execute();
      const references = rows.slice(0, REFERENCES).map((row) => referenceOf(row.message_id));
      return { stage, count: rows.length, atLeast: rows.length === COUNTED, references };
    }),
  );
  return late.filter(({ count }) => count > 0);
}
