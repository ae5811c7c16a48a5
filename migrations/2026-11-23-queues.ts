import { sql, type Kysely } from 'kysely';

/**
 * Queues at the desk that a page of costs the same however many messages there are: since when words wait for screening
 * and since when somebody waits for a person stand with the message, and each queue has an index of those in it alone.
 * And who is reading what, for some minutes.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  for (const column of ['awaiting_since', 'person_asked_at'])
    await db.schema.alterTable('messages').addColumn(column, 'text').execute();
  const own = sql`thread_entries.authority_id = messages.authority_id and thread_entries.message_id = messages.message_id`;
  const awaiting = sql`from thread_entries where ${own} and kind in ('said', 'named') and detail = 'awaiting'`;
  await sql`update messages set awaiting_since = (select min(at) ${awaiting})
    where exists (select 1 ${awaiting})`.execute(db);
  const asked = sql`from thread_entries where ${own} and kind = 'person'`;
  await sql`update messages set person_asked_at = coalesce((select max(at) ${asked}), received_at)
    where wants_person = 1`.execute(db);
  for (const index of [
    sql`messages_to_screen on messages (authority_id, danger, wants_person, awaiting_since, message_id)
      where awaiting_since is not null`,
    sql`messages_to_moderate on messages (authority_id, danger, wants_person, stage_since, message_id)
      where stage = 'awaiting-moderation'`,
    sql`messages_wanting_person on messages (authority_id, person_asked_at, message_id) where wants_person = 1`,
    sql`messages_with_reply on messages (authority_id, stage_since, message_id) where reply_waiting = 1`,
    sql`holds_open on holds (authority_id, due_at, hold_id) where ended_at is null`,
    sql`staff_conflicts_of_viewer on staff_conflicts (authority_id, person_id, message_id)`,
    sql`audit_entries_of_object on audit_entries (authority_id, object, seq)`,
  ])
    await sql`create index ${index}`.execute(db);
  await db.schema
    .createTable('claims')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('claims_key', ['authority_id', 'item_id'])
    .execute();
}
