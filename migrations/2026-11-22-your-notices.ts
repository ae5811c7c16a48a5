import type { Kysely } from 'kysely';

/**
 * Where a young person who signs in is told that there is something new, if they turn it on: a phone (push) or an email
 * address, sealed. `notices_due` is one row a person: since when something waits to be told, when they were last told,
 * when they last looked for themselves.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('notice_addresses')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('notice_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    // Which key of the key ring sealed it, and signs pushes to it.
    .addColumn('kid', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'text')
    .addColumn('code_mac', 'text')
    .addColumn('code_tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('notice_addresses_key', ['authority_id', 'notice_id'])
    .addUniqueConstraint('notice_addresses_once', ['authority_id', 'person_id', 'kind', 'fingerprint'])
    .execute();
  await db.schema
    .createTable('notices_due')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('wanted_at', 'text')
    .addColumn('sent_at', 'text')
    .addColumn('seen_at', 'text')
    .addColumn('try_at', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('notices_due_key', ['authority_id', 'person_id'])
    .execute();
}
