import type { Kysely } from 'kysely';

/** Translations of what young people said, sealed like the words themselves, and interpreters who were asked for. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('translations')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('entry_id', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('translations_key', ['authority_id', 'message_id', 'entry_id', 'lang', 'kind'])
    .execute();
  await db.schema
    .createTable('interpreter_requests')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('done_by', 'text')
    .addColumn('done_at', 'text')
    .addPrimaryKeyConstraint('interpreter_requests_key', ['authority_id', 'request_id'])
    .execute();
  await db.schema
    .createIndex('interpreter_requests_of_message')
    .on('interpreter_requests')
    .columns(['authority_id', 'message_id'])
    .execute();
}
