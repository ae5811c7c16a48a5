import type { Kysely } from 'kysely';

/** What was taken out of a message when a point was written from it: sealed under the message's own key. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('redactions')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('point_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('redactions_key', ['authority_id', 'message_id', 'point_id'])
    .execute();
}
