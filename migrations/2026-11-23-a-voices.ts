import type { Kysely } from 'kysely';

/**
 * The desk: what a sender may tell of themselves for counts, who stands behind a released point as far as counts go, and
 * whom of the staff a message is about. A sketch tells which messages are nearly the same and nothing of what they say.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  for (const column of ['age_band', 'area', 'sketch'])
    await db.schema.alterTable('messages').addColumn(column, 'text').execute();
  await db.schema
    .createTable('point_voices')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('theme_id', 'text', (column) => column.notNull())
    .addColumn('point_id', 'text', (column) => column.notNull())
    .addColumn('voice', 'text', (column) => column.notNull())
    .addColumn('known', 'integer', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('age_band', 'text', (column) => column.notNull())
    .addColumn('area', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('point_voices_key', ['authority_id', 'period', 'theme_id', 'point_id', 'voice'])
    .execute();
  await db.schema
    .createTable('staff_conflicts')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('noted_by', 'text', (column) => column.notNull())
    .addColumn('noted_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('staff_conflicts_key', ['authority_id', 'message_id', 'person_id'])
    .execute();
}
