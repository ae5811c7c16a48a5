import { sql, type Kysely } from 'kysely';

/**
 * Searching released points by their words, newest first. SQLite has FTS5 for it. PostgreSQL gets a text search
 * configuration of ours, which stems English and leaves no word out, and an index of words beside one of time: queries
 * choose (moderation/point-search.queries.server.ts). The authority is a word of its own, so that it narrows the search.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no later types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createIndex('points_newest')
    .on('points')
    .columns(['authority_id', 'state', 'released_at', 'point_id'])
    .execute();
  if (db.getExecutor().adapter.constructor.name.startsWith('Postgres')) await forPostgresql(db);
  else await forSqlite(db);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
async function forSqlite(db: Kysely<any>): Promise<void> {
  await sql`create virtual table point_search using fts5(
    words, authority, authority_id unindexed, point_id unindexed,
    tokenize = 'porter unicode61 remove_diacritics 2', detail = 'column')`.execute(db);
  await sql`insert into point_search (words, authority, authority_id, point_id)
    select text, 'a' || lower(hex(authority_id)), authority_id, point_id from points
    where state = 'released' order by released_at, point_id`.execute(db);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
async function forPostgresql(db: Kysely<any>): Promise<void> {
  await sql`create text search dictionary said_stem (template = snowball, language = english)`.execute(db);
  await sql`create text search configuration said_words (copy = simple)`.execute(db);
  await sql`alter text search configuration said_words
    alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
    with said_stem`.execute(db);
  await sql`create table point_search (
    authority_id text not null, released_at text not null, point_id text not null, words tsvector not null,
    constraint point_search_key primary key (authority_id, released_at, point_id))`.execute(db);
  await sql`create index point_search_words on point_search using gin (words)`.execute(db);
  await sql`insert into point_search
    select authority_id, released_at, point_id,
      to_tsvector('said_words', text || ' a' || encode(convert_to(authority_id, 'UTF8'), 'hex'))
    from points where state = 'released'`.execute(db);
}
