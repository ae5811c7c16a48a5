import { sql, type Kysely } from 'kysely';

const counted = ['authority_id', 'period', 'theme_id'];

/**
 * Themed summaries of any period, by template: comments, two signatures, notes that correct. How many young people there
 * are, for equity of voice. And indexes with which a year is counted by reading them alone.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await rebuildSummaries(db);
  await db.schema
    .createTable('summary_comments')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('comment_id', 'text', (column) => column.notNull())
    .addColumn('summary_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('summary_comments_key', ['authority_id', 'summary_id', 'comment_id'])
    .execute();
  await db.schema
    .createTable('summary_notes')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('note_id', 'text', (column) => column.notNull())
    .addColumn('summary_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('summary_notes_key', ['authority_id', 'summary_id', 'note_id'])
    .execute();
  await db.schema
    .createTable('populations')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('breakdown', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('young_people', 'integer', (column) => column.notNull())
    .addColumn('counted_on', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('populations_key', ['authority_id', 'breakdown', 'value'])
    .execute();
  // A message without a name is one voice wherever it is counted; whoever signed in may be there more than once.
  await db.schema
    .createIndex('point_voices_unnamed')
    .on('point_voices')
    .columns([...counted, 'channel', 'language', 'age_band', 'area', 'point_id'])
    .where('known', '=', sql.lit(0))
    .execute();
  await db.schema
    .createIndex('point_voices_named')
    .on('point_voices')
    .columns([...counted, 'voice', 'channel', 'language', 'age_band', 'area', 'point_id'])
    .where('known', '=', sql.lit(1))
    .execute();
  await db.schema
    .createIndex('points_by_voices')
    .on('points')
    .columns(['authority_id', 'theme_id', 'voices', 'released_at'])
    .execute();
}

/** A new table in place of the old: SQLite cannot take away that a period has one summary only. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
async function rebuildSummaries(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('summary_sign_offs')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('summary_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('signed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('summary_sign_offs_key', ['authority_id', 'summary_id', 'person_id'])
    .execute();
  await db.schema
    .createTable('summaries_rebuilt')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('summary_id', 'text', (column) => column.notNull())
    .addColumn('template', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('published_at', 'text')
    .addPrimaryKeyConstraint('summaries_rebuilt_key', ['authority_id', 'summary_id'])
    .addUniqueConstraint('summaries_of_period_once', ['authority_id', 'period', 'template'])
    .execute();
  // One signature was enough until now: what had it was given out.
  await sql`insert into summary_sign_offs (authority_id, summary_id, person_id, signed_at)
    select authority_id, summary_id, signed_off_by, signed_off_at from summaries
    where signed_off_by is not null and signed_off_at is not null`.execute(db);
  await sql`insert into summaries_rebuilt
      (authority_id, summary_id, template, period, state, version, body, made_by, made_at, published_at)
    select authority_id, summary_id, 'board', period,
      case when signed_off_at is null then 'draft' else 'published' end, 1, body, made_by, made_at, signed_off_at
    from summaries`.execute(db);
  await db.schema.dropTable('summaries').execute();
  await db.schema.alterTable('summaries_rebuilt').renameTo('summaries').execute();
}
