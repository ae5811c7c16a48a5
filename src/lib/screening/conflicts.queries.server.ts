import { findHolders } from '../identity/people.queries.server.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import './staff-conflicts.table.ts';

/** The members of staff a message is about. */
export async function findConflicts(db: Db, authorityId: string, messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_conflicts')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .execute();
  return rows.map((row) => row.person_id);
}

/**
 * Called by whatever opens or changes a message for a member of staff: what is about them is not there for them.
 * @throws Refusal `not-found` for somebody the message is about.
 */
export async function refuseIfAbout(
  db: Db,
  authorityId: string,
  messageId: string,
  personId: string,
): Promise<void> {
  if ((await findConflicts(db, authorityId, messageId)).includes(personId)) throw new Refusal('not-found');
}

/** Which of these messages are about this person. */
export async function findThoseAbout(
  db: Db,
  authorityId: string,
  personId: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('staff_conflicts')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('message_id', 'in', messageIds)
    .execute();
  return new Set(rows.map((row) => row.message_id));
}

export async function insertConflicts(
  trx: Trx,
  authorityId: string,
  messageId: string,
  personIds: readonly string[],
  noted: { by: string; at: string },
): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .insertInto('staff_conflicts')
    .values(
      personIds.map((personId) => ({
        authority_id: authorityId,
        message_id: messageId,
        person_id: personId,
        noted_by: noted.by,
        noted_at: noted.at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['authority_id', 'message_id', 'person_id']).doNothing())
    .execute();
}

export async function deleteConflicts(
  trx: Trx,
  authorityId: string,
  messageId: string,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .deleteFrom('staff_conflicts')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('person_id', 'in', personIds)
    .execute();
}

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
