import { sql, type Kysely } from 'kysely';

/**
 * Messages sealed on a phone: their first words are bound to a label, because a phone may not choose an entry's id;
 * whether they sound like danger is looked at after they have been taken in. And the counters of limits, which several
 * servers share (the one table whose key begins with no authority: networks belong to none).
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('messages')
    .addColumn('looked', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await sql`create index messages_not_looked_at on messages (authority_id, received_at) where looked = 0`.execute(
    db,
  );
  await db.schema.alterTable('thread_entries').addColumn('sealed_as', 'text').execute();
  await db.schema
    .createTable('limits')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute();
}
