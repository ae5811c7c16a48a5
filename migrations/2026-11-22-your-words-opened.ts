import type { Kysely } from 'kysely';

/** Who opened somebody's words is found by the message, in a record of many thousands of deeds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createIndex('audit_entries_by_object')
    .on('audit_entries')
    .columns(['authority_id', 'object', 'seq'])
    .execute();
}
