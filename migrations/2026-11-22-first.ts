import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

type Table = CreateTableBuilder<string, never>;
type Columns = Record<string, 'text' | 'integer' | 'text?' | 'integer?'>;

const columns =
  (list: Columns) =>
  (table: Table): Table =>
    Object.entries(list).reduce<Table>((built, [name, kind]) => {
      const type = kind.startsWith('text') ? 'text' : 'integer';
      return built.addColumn(name, type, (column) =>
        kind.endsWith('?') ? column : column.notNull(),
      ) as Table;
    }, table);

/** authority_id leads every key, so that a national install can shard by it. Sessions are the listed exception. */
const tables: Record<string, { key: string[]; columns: Columns; unique?: string[][]; indexes?: string[][] }> =
  {
    authorities: {
      key: ['authority_id'],
      columns: {
        authority_id: 'text',
        name: 'text',
        settings: 'text',
        content_version: 'integer',
        created_at: 'text',
      },
    },
    content_texts: {
      key: ['authority_id', 'kind', 'item_id', 'lang'],
      columns: {
        authority_id: 'text',
        kind: 'text',
        item_id: 'text',
        lang: 'text',
        fields: 'text',
        checked_by: 'text?',
        updated_at: 'text',
      },
    },
    themes: {
      key: ['authority_id', 'theme_id'],
      columns: { authority_id: 'text', theme_id: 'text', kind: 'text', position: 'integer' },
    },
    commitments: {
      key: ['authority_id', 'commitment_id'],
      columns: {
        authority_id: 'text',
        commitment_id: 'text',
        theme_id: 'text',
        ref: 'text',
        position: 'integer',
        source_key: 'text',
        source_section: 'text?',
      },
    },
    entitlements: {
      key: ['authority_id', 'entitlement_id'],
      columns: {
        authority_id: 'text',
        entitlement_id: 'text',
        scope: 'text',
        need: 'text',
        position: 'integer',
        facts: 'text',
      },
    },
    people: {
      key: ['authority_id', 'person_id'],
      columns: {
        authority_id: 'text',
        person_id: 'text',
        username: 'text',
        display_name: 'text',
        password_hash: 'text?',
        totp_secret: 'text?',
        totp_step: 'integer?',
        disabled_at: 'text?',
        created_at: 'text',
      },
      unique: [['authority_id', 'username'], ['person_id']],
    },
    person_roles: {
      key: ['authority_id', 'person_id', 'role'],
      columns: { authority_id: 'text', person_id: 'text', role: 'text' },
    },
    sessions: {
      key: ['session_id'],
      columns: {
        session_id: 'text',
        authority_id: 'text',
        person_id: 'text',
        expires_at: 'text',
        absolute_expires_at: 'text',
      },
      indexes: [['authority_id', 'person_id']],
    },
    invitations: {
      key: ['authority_id', 'invitation_id'],
      columns: {
        authority_id: 'text',
        invitation_id: 'text',
        person_id: 'text',
        code_hash: 'text',
        expires_at: 'text',
        tries: 'integer',
        used_at: 'text?',
      },
      indexes: [['authority_id', 'person_id']],
    },
    kept_forms: {
      key: ['authority_id', 'kept_id'],
      columns: {
        authority_id: 'text',
        kept_id: 'text',
        person_id: 'text',
        path: 'text',
        sealed: 'text',
        expires_at: 'text',
      },
    },
    audit_heads: {
      key: ['authority_id'],
      columns: { authority_id: 'text', seq: 'integer', hash: 'text' },
    },
    audit_entries: {
      key: ['authority_id', 'seq'],
      columns: {
        authority_id: 'text',
        seq: 'integer',
        at: 'text',
        actor: 'text',
        action: 'text',
        object: 'text',
        meta: 'text',
        prev: 'text',
        hash: 'text',
      },
    },
    outbox: {
      key: ['authority_id', 'event_id'],
      columns: {
        authority_id: 'text',
        event_id: 'text',
        kind: 'text',
        body: 'text',
        created_at: 'text',
        delivered_at: 'text?',
      },
      indexes: [['authority_id', 'delivered_at']],
    },
    authority_keys: {
      key: ['authority_id', 'kid'],
      columns: { authority_id: 'text', kid: 'text', public_key: 'text', state: 'text', created_at: 'text' },
    },
    key_wraps: {
      key: ['authority_id', 'kid', 'holder_kind', 'holder_id'],
      columns: {
        authority_id: 'text',
        kid: 'text',
        holder_kind: 'text',
        holder_id: 'text',
        kdf: 'text',
        wrapped_private: 'text',
      },
    },
    record_keys: {
      key: ['authority_id', 'record_id', 'reader_kind', 'reader_id'],
      columns: {
        authority_id: 'text',
        record_id: 'text',
        reader_kind: 'text',
        reader_id: 'text',
        kid: 'text',
        wrapped_dek: 'text',
      },
    },
    messages: {
      key: ['authority_id', 'message_id'],
      columns: {
        authority_id: 'text',
        message_id: 'text',
        received_at: 'text',
        lang: 'text',
        theme_id: 'text?',
        commitment_id: 'text?',
        mood: 'text?',
        wants_answer: 'integer',
        danger: 'integer',
        reply_waiting: 'integer',
        stage: 'text',
        stage_since: 'text',
        version: 'integer',
        idem_hash: 'text',
        payload_mac: 'text',
        receipt_lookup: 'text',
      },
      unique: [
        ['authority_id', 'idem_hash'],
        ['authority_id', 'receipt_lookup'],
      ],
      indexes: [['authority_id', 'stage', 'stage_since']],
    },
    thread_entries: {
      key: ['authority_id', 'message_id', 'entry_id'],
      columns: {
        authority_id: 'text',
        message_id: 'text',
        entry_id: 'text',
        kind: 'text',
        at: 'text',
        sealed: 'text?',
        detail: 'text?',
        idem_hash: 'text?',
      },
      unique: [['authority_id', 'message_id', 'idem_hash']],
    },
    holds: {
      key: ['authority_id', 'hold_id'],
      columns: {
        authority_id: 'text',
        hold_id: 'text',
        message_id: 'text',
        sealed_note: 'text',
        handed_to: 'text',
        due_at: 'text',
        held_by: 'text',
        held_at: 'text',
        reference: 'text?',
        handed_over_by: 'text?',
        handed_over_at: 'text?',
        ended_at: 'text?',
      },
      indexes: [['authority_id', 'message_id']],
    },
    points: {
      key: ['authority_id', 'point_id'],
      columns: {
        authority_id: 'text',
        point_id: 'text',
        theme_id: 'text',
        text: 'text',
        state: 'text',
        voices: 'integer',
        drafted_by: 'text',
        drafted_at: 'text',
        released_by: 'text?',
        released_at: 'text?',
        return_reason: 'text?',
        version: 'integer',
      },
      indexes: [['authority_id', 'state', 'released_at']],
    },
    point_commitments: {
      key: ['authority_id', 'point_id', 'commitment_id'],
      columns: { authority_id: 'text', point_id: 'text', commitment_id: 'text' },
    },
    point_sources: {
      key: ['authority_id', 'point_id', 'message_id'],
      columns: { authority_id: 'text', point_id: 'text', message_id: 'text' },
      unique: [['authority_id', 'message_id']],
    },
    decisions: {
      key: ['authority_id', 'decision_id'],
      columns: {
        authority_id: 'text',
        decision_id: 'text',
        slug: 'text',
        owner_id: 'text',
        state: 'text',
        due_on: 'text',
        created_at: 'text',
        published_at: 'text?',
        answered: 'text?',
        round: 'integer',
        version: 'integer',
      },
      unique: [['authority_id', 'slug']],
    },
    decision_texts: {
      key: ['authority_id', 'decision_id', 'lang'],
      columns: { authority_id: 'text', decision_id: 'text', lang: 'text', said: 'text', answer: 'text?' },
    },
    decision_points: {
      key: ['authority_id', 'decision_id', 'point_id'],
      columns: { authority_id: 'text', decision_id: 'text', point_id: 'text' },
      unique: [['authority_id', 'point_id']],
    },
    check_backs: {
      key: ['authority_id', 'decision_id', 'round', 'respondent'],
      columns: {
        authority_id: 'text',
        decision_id: 'text',
        round: 'integer',
        respondent: 'text',
        answer: 'text',
        at: 'text',
      },
    },
    summaries: {
      key: ['authority_id', 'summary_id'],
      columns: {
        authority_id: 'text',
        summary_id: 'text',
        period: 'text',
        body: 'text',
        made_by: 'text',
        made_at: 'text',
        signed_off_by: 'text?',
        signed_off_at: 'text?',
      },
      unique: [['authority_id', 'period']],
    },
  };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  for (const [name, table] of Object.entries(tables)) {
    let create = columns(table.columns)(db.schema.createTable(name) as unknown as Table);
    create = create.addPrimaryKeyConstraint(`${name}_key`, table.key as never[]) as Table;
    for (const unique of table.unique ?? []) {
      create = create.addUniqueConstraint(`${name}_${unique.join('_')}_once`, unique as never[]) as Table;
    }
    await create.execute();
    for (const index of table.indexes ?? []) {
      await db.schema
        .createIndex(`${name}_by_${index.slice(1).join('_')}`)
        .on(name)
        .columns(index)
        .execute();
    }
  }
  await forbidRewritingTheAudit(db);
}

/** The audit record is append-only: the database itself refuses to change or remove an entry. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
async function forbidRewritingTheAudit(db: Kysely<any>): Promise<void> {
  if (db.getExecutor().adapter.constructor.name.startsWith('Postgres')) {
    await sql`create function refuse_audit_change() returns trigger language plpgsql as
      $$ begin raise exception 'audit entries are never changed'; end $$`.execute(db);
    await sql`create trigger audit_entries_kept before update or delete on audit_entries
      for each row execute function refuse_audit_change()`.execute(db);
    return;
  }
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`audit_entries_no_${act}`)} before ${sql.raw(act)} on audit_entries
      begin select raise(abort, 'audit entries are never changed'); end`.execute(db);
  }
}
