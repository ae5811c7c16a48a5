import { findHolders } from '../identity/people.queries.server.ts';
import type { Db } from '../platform/database.ts';
import './staff-conflicts.table.ts';

/** A message that waits for the duty team, and is about everybody who is on it. */
export interface HiddenFromAllDuty {
  messageId: string;
  receivedAt: string;
}

/**
 * Messages that wait for the duty team and are about everybody on it: nobody can look at them until somebody else is
 * given the role. References only; those about the person who asks are left out.
 */
export async function findHiddenFromAllDuty(
  db: Db,
  authorityId: string,
  askedBy = '',
): Promise<HiddenFromAllDuty[]> {
  const duty = (await findHolders(db, authorityId, 'safeguarding-duty')).map(({ personId }) => personId);
  if (duty.length === 0) return [];
  const rows = await db
    .selectFrom('staff_conflicts')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.authority_id', '=', 'staff_conflicts.authority_id')
        .onRef('messages.message_id', '=', 'staff_conflicts.message_id'),
    )
    .select(['messages.message_id', 'received_at', 'staff_conflicts.person_id as about'])
    .select((eb) => [
      eb
        .selectFrom('thread_entries')
        .select(({ fn }) => fn.countAll().as('n'))
        .whereRef('thread_entries.authority_id', '=', 'messages.authority_id')
        .whereRef('thread_entries.message_id', '=', 'messages.message_id')
        .where('thread_entries.detail', '=', 'awaiting')
        .as('awaiting'),
      eb
        .selectFrom('holds')
        .select(({ fn }) => fn.countAll().as('n'))
        .whereRef('holds.authority_id', '=', 'messages.authority_id')
        .whereRef('holds.message_id', '=', 'messages.message_id')
        .where('holds.ended_at', 'is', null)
        .as('holds'),
    ])
    .where('staff_conflicts.authority_id', '=', authorityId)
    .where('staff_conflicts.person_id', 'in', [...duty, askedBy])
    .orderBy('received_at')
    .orderBy('messages.message_id')
    .execute();
  return hiddenFrom(duty, askedBy, rows);
}

function hiddenFrom(
  duty: readonly string[],
  askedBy: string,
  rows: readonly {
    message_id: string;
    received_at: string;
    about: string;
    awaiting: unknown;
    holds: unknown;
  }[],
): HiddenFromAllDuty[] {
  const waiting = rows.filter((row) => Number(row.awaiting) + Number(row.holds) > 0);
  const about = new Map<string, Set<string>>();
  for (const row of waiting)
    about.set(row.message_id, (about.get(row.message_id) ?? new Set()).add(row.about));
  const received = new Map(waiting.map((row) => [row.message_id, row.received_at]));
  return [...about]
    .filter(([, people]) => duty.every((personId) => people.has(personId)) && !people.has(askedBy))
    .map(([messageId]) => ({ messageId, receivedAt: received.get(messageId) ?? '' }));
}
