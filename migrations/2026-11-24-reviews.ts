import { sql, type Kysely } from 'kysely';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
type Any = Kysely<any>;
type Columns = Record<string, 'text' | 'text?' | 'integer' | 'integer?'>;

async function table(db: Any, name: string, key: string[], columns: Columns): Promise<void> {
  let made = db.schema.createTable(name);
  for (const [column, type] of Object.entries({ authority_id: 'text', ...columns })) {
    const isOptional = type.endsWith('?');
    made = made.addColumn(column, sql.raw(type.replace('?', '')), (one) =>
      isOptional ? one : one.notNull(),
    );
  }
  await made.addPrimaryKeyConstraint(`${name}_key`, ['authority_id', ...key] as never[]).execute();
}

const index = (db: Any, name: string, on: string, columns: string[]) =>
  db.schema
    .createIndex(name)
    .on(on)
    .columns(['authority_id', ...columns])
    .execute();

/** Review meetings: dates by rule, views with an audience each, what was decided, and whether it happened. */
export async function up(db: Any): Promise<void> {
  await table(db, 'review_series', ['series_id'], {
    series_id: 'text',
    // The authority's own reference: never a name, never a birthday.
    reference: 'text',
    kind: 'text',
    started_on: 'text',
    officer_id: 'text?',
    worker_id: 'text?',
    // A young person who signs in, where they are known here.
    young_person_id: 'text?',
    created_at: 'text',
    ended_on: 'text?',
    version: 'integer',
  });
  await index(db, 'review_series_reference', 'review_series', ['reference']);
  await index(db, 'review_series_young', 'review_series', ['young_person_id']);
  await table(db, 'reviews', ['review_id'], {
    review_id: 'text',
    series_id: 'text',
    number: 'integer',
    due_on: 'text',
    rule: 'text',
    planned_on: 'text?',
    planned_at: 'text?',
    state: 'text',
    held_on: 'text?',
    // As the series', here again so that a list of one officer is one index.
    officer_id: 'text?',
    worker_id: 'text?',
    // What happened, as the officer says it, and the code they confirmed.
    came: 'text?',
    conveyed: 'text?',
    under_four: 'integer?',
    code: 'text?',
    code_confirmed_by: 'text?',
    code_confirmed_at: 'text?',
    handed_over_at: 'text?',
    // What the case system calls it, once somebody has said that it is there.
    handed_over_as: 'text?',
    // When nothing of it could be opened any more.
    forgotten_at: 'text?',
    version: 'integer',
  });
  // One running series of a kind for each reference, however it is written.
  await sql`create unique index review_series_running on review_series
    (authority_id, kind, lower(reference)) where ended_on is null`.execute(db);
  await index(db, 'review_series_officer', 'review_series', ['officer_id', 'reference', 'series_id']);
  await index(db, 'reviews_of_series', 'reviews', ['series_id', 'number']);
  // The lists of one officer or worker: what comes, by the day it is planned for or else due; what
  // is late; and what was held and is still here.
  for (const who of ['officer_id', 'worker_id']) {
    await sql`create index ${sql.ref(`reviews_coming_${who}`)} on reviews
      (authority_id, ${sql.ref(who)}, coalesce(planned_on, due_on), review_id) where state = 'planned'`.execute(
      db,
    );
    await sql`create index ${sql.ref(`reviews_late_${who}`)} on reviews
      (authority_id, ${sql.ref(who)}, due_on, review_id) where state = 'planned'`.execute(db);
    await sql`create index ${sql.ref(`reviews_here_${who}`)} on reviews
      (authority_id, ${sql.ref(who)}, held_on, review_id)
      where held_on is not null and forgotten_at is null`.execute(db);
  }
  await index(db, 'reviews_held', 'reviews', ['state', 'held_on', 'review_id']);
  await table(db, 'review_moves', ['review_id', 'number'], {
    review_id: 'text',
    number: 'integer',
    from_on: 'text?',
    to_on: 'text',
    moved_by: 'text',
    moved_at: 'text',
  });
  await table(db, 'review_codes', ['code_id'], {
    code_id: 'text',
    review_id: 'text',
    // HMAC of the code under the pepper: in clear it is shown once and kept nowhere.
    lookup: 'text',
    given_by: 'text',
    given_at: 'text',
    expires_at: 'text',
    used_at: 'text?',
    used_by: 'text?',
  });
  await db.schema
    .createIndex('review_codes_lookup')
    .on('review_codes')
    .columns(['authority_id', 'lookup'])
    .unique()
    .execute();
  await index(db, 'review_codes_of_review', 'review_codes', ['review_id']);
  await table(db, 'views', ['views_id'], {
    views_id: 'text',
    review_id: 'text',
    received_at: 'text',
    lang: 'text',
    age: 'text',
    receipt_lookup: 'text',
    person_id: 'text?',
    idem_hash: 'text',
    payload_mac: 'text',
    danger: 'integer',
    first_opened_at: 'text?',
  });
  await db.schema
    .createIndex('views_idem')
    .on('views')
    .columns(['authority_id', 'idem_hash'])
    .unique()
    .execute();
  await db.schema
    .createIndex('views_receipt')
    .on('views')
    .columns(['authority_id', 'receipt_lookup'])
    .unique()
    .execute();
  await index(db, 'views_of_review', 'views', ['review_id']);
  // What is to be read today.
  await sql`create index views_danger on views (authority_id, review_id)
    where danger = 1 and first_opened_at is null`.execute(db);
  await index(db, 'views_of_person', 'views', ['person_id']);
  await table(db, 'views_answers', ['views_id', 'answer_id'], {
    views_id: 'text',
    answer_id: 'text',
    place: 'integer',
    audience: 'text',
    sealed: 'text',
  });
  // An answer that was taken back: nothing of it but that it was, and whether a print had it.
  await table(db, 'views_taken_back', ['views_id', 'answer_id'], {
    views_id: 'text',
    answer_id: 'text',
    review_id: 'text',
    taken_at: 'text',
    printed_for: 'text',
    seen_at: 'text?',
  });
  await index(db, 'views_taken_back_of_review', 'views_taken_back', ['review_id']);
  await table(db, 'agenda_prints', ['print_id'], {
    print_id: 'text',
    review_id: 'text',
    reader: 'text',
    answer_ids: 'text',
    printed_by: 'text',
    printed_at: 'text',
  });
  await index(db, 'agenda_prints_of_review', 'agenda_prints', ['review_id']);
  await table(db, 'review_records', ['review_id'], {
    review_id: 'text',
    sealed: 'text',
    // A change to what was sent, which its young person does not see before it is sent too: sealed the same way.
    draft: 'text?',
    written_by: 'text',
    written_at: 'text',
    sent_at: 'text?',
    changed_at: 'text?',
    // When its young person first opened it.
    opened_at: 'text?',
    version: 'integer',
  });
  await table(db, 'review_actions', ['action_id'], {
    action_id: 'text',
    review_id: 'text',
    place: 'integer',
    sealed: 'text',
    by_on: 'text?',
    carried_from: 'text?',
    // What was said of it when it was carried: that it did not happen, or nothing.
    carried_as: 'text?',
    outcome: 'text?',
    outcome_at: 'text?',
    officer_seen_at: 'text?',
    advocate_seen_at: 'text?',
  });
  await index(db, 'review_actions_of_review', 'review_actions', ['review_id', 'place']);
  await index(db, 'review_actions_outcome', 'review_actions', ['outcome', 'outcome_at']);
  await table(db, 'review_feedback', ['review_id'], { review_id: 'text', sealed: 'text', at: 'text' });
  await table(db, 'practice_issues', ['issue_id'], {
    issue_id: 'text',
    review_id: 'text',
    theme: 'text',
    raised_by: 'text',
    raised_on: 'text',
    outcome: 'text?',
    resolved_on: 'text?',
    version: 'integer',
  });
  await index(db, 'practice_issues_of_review', 'practice_issues', ['review_id']);
  await index(db, 'practice_issues_raised', 'practice_issues', ['raised_on', 'issue_id']);
  // What was counted of a quarter when it was first shown.
  await table(db, 'review_counts', ['quarter', 'what', 'value'], {
    quarter: 'text',
    what: 'text',
    value: 'text',
    count: 'integer',
  });
  await table(db, 'jargon', ['term'], {
    term: 'text',
    plain: 'text',
    added_by: 'text',
    added_at: 'text',
  });
}
