import type { Kysely } from 'kysely';

/**
 * Whom what was told on hold happened to, sealed like the note beside it; what a moderator was worried about who asked
 * the duty team to look again; and of whom the duty team said that a message is not about them, though it names them.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('holds').addColumn('sealed_whom', 'text').execute();
  await db.schema
    .createTable('duty_asks')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('ask_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('sealed_why', 'text', (column) => column.notNull())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    // When the duty team had looked.
    .addColumn('ended_at', 'text')
    .addPrimaryKeyConstraint('duty_asks_key', ['authority_id', 'ask_id'])
    .execute();
  await db.schema
    .createIndex('duty_asks_of_message')
    .on('duty_asks')
    .columns(['authority_id', 'message_id'])
    .execute();
  await db.schema
    .createTable('staff_cleared')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('cleared_by', 'text', (column) => column.notNull())
    .addColumn('cleared_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('staff_cleared_key', ['authority_id', 'message_id', 'person_id'])
    .execute();
}
