import type { Kysely } from 'kysely';

type Columns = Record<string, 'text' | 'integer' | 'text?'>;

/**
 * What the council says of each commitment and what young people answer; figures beside promises; the offer's services
 * and events; drafts and versions of everything an editor may change.
 */
const tables: Record<string, { key: string[]; columns: Columns }> = {
  standings: {
    key: ['authority_id', 'commitment_id', 'number'],
    columns: {
      authority_id: 'text',
      commitment_id: 'text',
      number: 'integer',
      standing: 'text',
      owner_role: 'text',
      due_on: 'text?',
      why: 'text',
      changed_by: 'text',
      changed_at: 'text',
    },
  },
  kept_answers: {
    key: ['authority_id', 'quarter', 'commitment_id', 'respondent'],
    columns: {
      authority_id: 'text',
      quarter: 'text',
      commitment_id: 'text',
      respondent: 'text',
      answer: 'text',
      at: 'text',
    },
  },
  measures: {
    key: ['authority_id', 'measure_id'],
    columns: {
      authority_id: 'text',
      measure_id: 'text',
      theme_id: 'text?',
      position: 'integer',
      facts: 'text',
    },
  },
  services: {
    key: ['authority_id', 'service_id'],
    columns: {
      authority_id: 'text',
      service_id: 'text',
      position: 'integer',
      facts: 'text',
      changed_at: 'text',
    },
  },
  content_drafts: {
    key: ['authority_id', 'kind', 'item_id'],
    columns: {
      authority_id: 'text',
      kind: 'text',
      item_id: 'text',
      body: 'text',
      version: 'integer',
      based_on: 'integer',
      changed_by: 'text',
      changed_at: 'text',
    },
  },
  content_versions: {
    key: ['authority_id', 'kind', 'item_id', 'number'],
    columns: {
      authority_id: 'text',
      kind: 'text',
      item_id: 'text',
      number: 'integer',
      body: 'text',
      why: 'text',
      published_by: 'text',
      published_at: 'text',
    },
  },
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  for (const [name, { key, columns }] of Object.entries(tables)) {
    let create = db.schema.createTable(name).addPrimaryKeyConstraint(`${name}_key`, key as never[]);
    for (const [column, kind] of Object.entries(columns)) {
      create = create.addColumn(column, kind === 'integer' ? 'integer' : 'text', (built) =>
        kind.endsWith('?') ? built : built.notNull(),
      );
    }
    await create.execute();
  }
  // What of the offer a message asks about.
  await db.schema.alterTable('messages').addColumn('entitlement_id', 'text').execute();
  // Which English a translation was made from: when the English moves on, the translation is stale.
  await db.schema.alterTable('content_texts').addColumn('made_from', 'text').execute();
}
