import { sql, type Kysely } from 'kysely';

/**
 * What is said beside words: sealed parts of an entry, and recordings and drawings in sealed pieces, which come before
 * their message and are its own once it names them. A message may ask for a person, be given a name, or be somebody's
 * who signs in. What its sender took back leaves a stone, so that a late try to send it again cannot bring it back.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  const bytes = db.getExecutor().adapter.constructor.name.startsWith('Postgres') ? sql`bytea` : sql`blob`;
  await db.schema.alterTable('thread_entries').addColumn('parts', 'text').execute();
  for (const flag of ['wants_person', 'named'])
    await db.schema
      .alterTable('messages')
      .addColumn(flag, 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  await db.schema.alterTable('messages').addColumn('person_id', 'text').execute();
  await db.schema
    .createIndex('messages_of_person')
    .on('messages')
    .columns(['authority_id', 'person_id', 'received_at'])
    .execute();
  await db.schema
    .createTable('message_pieces')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('stored_at', 'text', (column) => column.notNull())
    // Whether its message has come: what is left without one is removed after some days.
    .addColumn('claimed', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('message_pieces_key', ['authority_id', 'message_id', 'name'])
    .execute();
  await db.schema
    .createTable('removed_messages')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('idem_hash', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('removed_messages_key', ['authority_id', 'idem_hash'])
    .execute();
}
