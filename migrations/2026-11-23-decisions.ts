import { sql, type Kysely } from 'kysely';

type Columns = Record<string, 'text' | 'integer' | 'text?'>;

/**
 * Decisions and checking back: which role owns one, why "we can't", what shows that it was done, new due days and their
 * reasons, whom lateness reached, the second asking after three months, the rates that were shown last, and reasons that
 * senders give for a "no".
 */
const tables: Record<string, { key: string[]; columns: Columns }> = {
  decision_evidence: {
    key: ['authority_id', 'decision_id', 'evidence_id'],
    columns: {
      authority_id: 'text',
      decision_id: 'text',
      evidence_id: 'text',
      words: 'text',
      link: 'text?',
      happened_on: 'text',
      is_public: 'integer',
      added_by: 'text',
      added_at: 'text',
    },
  },
  decision_delays: {
    key: ['authority_id', 'decision_id', 'number'],
    columns: {
      authority_id: 'text',
      decision_id: 'text',
      number: 'integer',
      round: 'integer',
      due_on: 'text',
      because: 'text',
      changed_by: 'text',
      changed_at: 'text',
    },
  },
  escalations: {
    key: ['authority_id', 'kind', 'item_id', 'round', 'due_on', 'step'],
    columns: {
      authority_id: 'text',
      kind: 'text',
      item_id: 'text',
      round: 'integer',
      due_on: 'text',
      step: 'text',
      at: 'text',
    },
  },
  shown_check_backs: {
    key: ['authority_id', 'item_id', 'round', 'asking'],
    columns: {
      authority_id: 'text',
      item_id: 'text',
      round: 'integer',
      asking: 'integer',
      yes: 'integer',
      partly: 'integer',
      no: 'integer',
      shown_at: 'text',
    },
  },
  check_back_reasons: {
    key: ['authority_id', 'message_id', 'entry_id'],
    columns: {
      authority_id: 'text',
      message_id: 'text',
      entry_id: 'text',
      decision_id: 'text',
      round: 'integer',
      verdict: 'text?',
      settled_by: 'text?',
      settled_at: 'text?',
    },
  },
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
type AnyDb = Kysely<any>;

export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .alterTable('decisions')
    .addColumn('owner_role', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  for (const column of ['asked_again_at', 'closed_at'])
    await db.schema.alterTable('decisions').addColumn(column, 'text').execute();
  await db.schema.alterTable('decision_texts').addColumn('because', 'text').execute();
  for (const [name, table] of Object.entries(tables)) {
    let create = db.schema.createTable(name);
    for (const [column, kind] of Object.entries(table.columns))
      create = create.addColumn(column, kind === 'integer' ? 'integer' : 'text', (made) =>
        kind.endsWith('?') ? made : made.notNull(),
      );
    await create.addPrimaryKeyConstraint(`${name}_key`, table.key as never[]).execute();
  }
  await countAskingsApart(db);
  const indexes: [string, string, string[]][] = [
    ['decisions_by_state_due', 'decisions', ['authority_id', 'state', 'due_on', 'decision_id']],
    ['decisions_by_owner', 'decisions', ['authority_id', 'owner_id', 'state', 'due_on']],
    ['decisions_by_published', 'decisions', ['authority_id', 'published_at', 'decision_id']],
    ['check_backs_by_at', 'check_backs', ['authority_id', 'at']],
  ];
  for (const [name, table, columns] of indexes)
    await db.schema.createIndex(name).on(table).columns(columns).execute();
}

/** A key cannot be changed on both databases: what there is moves to a table whose key has the asking in it. */
async function countAskingsApart(db: AnyDb): Promise<void> {
  const kept = ['authority_id', 'decision_id', 'round', 'respondent', 'answer', 'at'];
  await db.schema
    .createTable('check_backs_asked')
    .addColumn('authority_id', 'text', (column) => column.notNull())
    .addColumn('decision_id', 'text', (column) => column.notNull())
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('asking', 'integer', (column) => column.notNull())
    .addColumn('respondent', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('check_backs_asked_key', [
      'authority_id',
      'decision_id',
      'round',
      'asking',
      'respondent',
    ] as never[])
    .execute();
  await db
    .insertInto('check_backs_asked')
    .columns([...kept, 'asking'])
    .expression(db.selectFrom('check_backs').select([...kept, sql<number>`1`.as('asking')]))
    .execute();
  await db.schema.dropTable('check_backs').execute();
  await db.schema.alterTable('check_backs_asked').renameTo('check_backs').execute();
}
