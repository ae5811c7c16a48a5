import type { Db } from '../platform/database.ts';
import type { LateStep } from './lateness.ts';
import './decision.table.ts';
import './escalation.table.ts';

/** How many a list shows at once, and how far a count goes. */
const SHOWN = 50;
const IN_A_ROUND = 500;

export interface LateDecision {
  decisionId: string;
  said: string;
  ownerId: string;
  ownerRole: string;
  dueOn: string;
  round: number;
}

/** Open decisions due on a day or before, the latest first of all. @param ownerId only theirs, where it is given. */
export async function findLateDecisions(
  db: Db,
  authorityId: string,
  dueBy: string,
  ownerId?: string,
): Promise<{ late: LateDecision[]; more: boolean }> {
  const rows = await db
    .selectFrom('decisions')
    .leftJoin('decision_texts', (join) =>
      join
        .onRef('decision_texts.authority_id', '=', 'decisions.authority_id')
        .onRef('decision_texts.decision_id', '=', 'decisions.decision_id')
        .on('lang', '=', 'en'),
    )
    .select(['decisions.decision_id', 'owner_id', 'owner_role', 'due_on', 'round', 'said'])
    .where('decisions.authority_id', '=', authorityId)
    .where('state', '=', 'open')
    .where('due_on', '<=', dueBy)
    .$if(ownerId !== undefined, (query) => query.where('owner_id', '=', ownerId ?? ''))
    .orderBy('due_on')
    .orderBy('decisions.decision_id')
    .limit(SHOWN + 1)
    .execute();
  const late = rows.slice(0, SHOWN).map((row) => ({
    decisionId: row.decision_id,
    said: row.said ?? '',
    ownerId: row.owner_id,
    ownerRole: row.owner_role,
    dueOn: row.due_on,
    round: row.round,
  }));
  return { late, more: rows.length > SHOWN };
}

/** Late decisions of which it is not written down yet that they reached a step. */
export async function findLateNotNoted(
  db: Db,
  authorityId: string,
  step: LateStep,
  dueBy: string,
): Promise<Pick<LateDecision, 'decisionId' | 'round' | 'dueOn'>[]> {
  const rows = await db
    .selectFrom('decisions')
    .select(['decision_id', 'round', 'due_on'])
    .where('authority_id', '=', authorityId)
    .where('state', '=', 'open')
    .where('due_on', '<=', dueBy)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('escalations')
            .select('step')
            .whereRef('escalations.authority_id', '=', 'decisions.authority_id')
            .where('kind', '=', 'decision')
            .whereRef('item_id', '=', 'decisions.decision_id')
            .whereRef('escalations.round', '=', 'decisions.round')
            .whereRef('escalations.due_on', '=', 'decisions.due_on')
            .where('step', '=', step),
        ),
      ),
    )
    .orderBy('due_on')
    .limit(IN_A_ROUND)
    .execute();
  return rows.map((row) => ({ decisionId: row.decision_id, round: row.round, dueOn: row.due_on }));
}
