import type { Kysely } from 'kysely';

type Columns = Record<string, 'text' | 'integer' | 'text?'>;

/**
 * Young people who sign in: a pseudonymous account that a worker made, its invitations, what opens its key (three
 * words, a session, a passkey), and how far they have read. Nothing here says who anybody is but the worker's own
 * reference. A deleted account leaves its row with everything in it emptied.
 */
const tables: Record<string, { key: string[]; columns: Columns; unique?: string[][]; indexes?: string[][] }> =
  {
    young_people: {
      key: ['authority_id', 'person_id'],
      columns: {
        authority_id: 'text',
        person_id: 'text',
        worker_id: 'text',
        reference: 'text',
        nickname: 'text?',
        nickname_folded: 'text?',
        words_salt: 'text?',
        words_ring: 'text?',
        words_verifier: 'text?',
        key_id: 'text?',
        public_key: 'text?',
        private_by_words: 'text?',
        created_at: 'text',
        active_since: 'text?',
        reset_at: 'text?',
        reset_told: 'integer',
        deleted_at: 'text?',
      },
      unique: [
        ['authority_id', 'nickname_folded'],
        ['authority_id', 'worker_id', 'reference'],
      ],
    },
    young_invitations: {
      key: ['authority_id', 'invitation_id'],
      columns: {
        authority_id: 'text',
        invitation_id: 'text',
        person_id: 'text',
        finder: 'text',
        code_hash: 'text',
        expires_at: 'text',
        tries: 'integer',
        used_at: 'text?',
      },
      indexes: [
        ['authority_id', 'finder'],
        ['authority_id', 'person_id'],
      ],
    },
    young_sessions: {
      key: ['authority_id', 'session_id'],
      columns: {
        authority_id: 'text',
        session_id: 'text',
        person_id: 'text',
        started_at: 'text',
        expires_at: 'text',
        absolute_expires_at: 'text',
        private_by_session: 'text',
      },
      indexes: [['authority_id', 'person_id']],
    },
    young_passkeys: {
      key: ['authority_id', 'credential_id'],
      columns: {
        authority_id: 'text',
        credential_id: 'text',
        person_id: 'text',
        public_key: 'text',
        counter: 'integer',
        synced: 'integer',
        private_by_server: 'text',
        server_ring: 'text',
        added_at: 'text',
        used_at: 'text?',
      },
      indexes: [['authority_id', 'person_id']],
    },
    young_looks: {
      key: ['authority_id', 'person_id', 'message_id'],
      columns: { authority_id: 'text', person_id: 'text', message_id: 'text', seen_entry_id: 'text' },
    },
  };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  for (const [name, { key, columns, unique = [], indexes = [] }] of Object.entries(tables)) {
    let table = db.schema.createTable(name).addPrimaryKeyConstraint(`${name}_key`, key as never[]);
    for (const [column, kind] of Object.entries(columns))
      table = table.addColumn(column, kind === 'integer' ? 'integer' : 'text', (made) =>
        kind.endsWith('?') ? made : made.notNull(),
      );
    for (const list of unique)
      table = table.addUniqueConstraint(`${name}_one_${list.at(-1)}`, list as never[]);
    await table.execute();
    for (const list of indexes)
      await db.schema
        .createIndex(`${name}_by_${list.at(-1)}`)
        .on(name)
        .columns(list)
        .execute();
  }
}
