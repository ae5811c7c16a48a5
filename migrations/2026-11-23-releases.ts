import type { Kysely } from 'kysely';

/**
 * Who released which version of a point, which drafts somebody does not want to read, what is not shared and why, and
 * what a reader is warned of before they unfold a draft.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('points')
    .addColumn('warnings', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema
    .createTable('point_releases')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('point_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('point_releases_key', ['authority_id', 'point_id', 'version', 'person_id'])
    .execute();
  await db.schema
    .createTable('point_skips')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('point_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('point_skips_key', ['authority_id', 'point_id', 'person_id'])
    .execute();
  await db.schema
    .createTable('point_withholdings')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('point_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('side', 'text', (column) => column.notNull())
    .addColumn('proposed_by', 'text', (column) => column.notNull())
    .addColumn('proposed_at', 'text', (column) => column.notNull())
    // Null until somebody of the other side says yes.
    .addColumn('confirmed_by', 'text')
    .addColumn('confirmed_at', 'text')
    .addPrimaryKeyConstraint('point_withholdings_key', ['authority_id', 'point_id', 'version'])
    .execute();
}
