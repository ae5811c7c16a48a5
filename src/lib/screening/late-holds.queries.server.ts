import type { Db } from '../platform/database.ts';
import { hoursLate, whoIsTold, type ToldOfLate } from './hold.ts';
import './holds.table.ts';

/** A hand-over that is late: a reference, and nothing of what it is about. */
export interface LateHold {
  holdId: string;
  heldAt: string;
  dueAt: string;
  handedTo: string;
  hoursLate: number;
  /** Whom it has reached by now. */
  told: ToldOfLate[];
}

/**
 * Holds that are not handed over though their time has come, the one due first foremost.
 * @param askedBy whose list it is: holds of messages about them are left out, and reach the others.
 */
export async function findLateHolds(
  db: Db,
  authorityId: string,
  now: Date,
  askedBy = '',
): Promise<LateHold[]> {
  const rows = await db
    .selectFrom('holds')
    .select(['hold_id', 'held_at', 'due_at', 'handed_to'])
    .where('authority_id', '=', authorityId)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('staff_conflicts')
            .select('person_id')
            .whereRef('staff_conflicts.authority_id', '=', 'holds.authority_id')
            .whereRef('staff_conflicts.message_id', '=', 'holds.message_id')
            .where('person_id', '=', askedBy),
        ),
      ),
    )
    .orderBy('due_at')
    .orderBy('hold_id')
    .execute();
  return rows
    .map((row) => ({ holdId: row.hold_id, heldAt: row.held_at, dueAt: row.due_at, handedTo: row.handed_to }))
    .map((hold) => ({ ...hold, hoursLate: hoursLate(hold, now), told: whoIsTold(hold, now) }))
    .filter(({ told }) => told.length > 0);
}
