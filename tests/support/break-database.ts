import { sql } from 'kysely';
import type { TestDatabase } from './test-database.ts';

/** Makes a database fail as it should not: a table is gone, and another quotes what somebody typed when it refuses. */
export async function breakDatabase({ db, kind }: TestDatabase): Promise<void> {
  if (kind === 'sqlite') {
    await sql`create trigger quoting before insert on content_drafts begin
      select raise(abort, json_extract(new.body, '$.typed."en.title"')); end`.execute(db);
  } else {
    await sql`create function quoting() returns trigger language plpgsql as
      $$ begin raise exception '%', new.body::json -> 'typed' ->> 'en.title' using detail = new.body; end $$`.execute(
      db,
    );
    await sql`create trigger quoting before insert on content_drafts for each row execute function quoting()`.execute(
      db,
    );
  }
  await sql`alter table record_keys rename to record_keys_elsewhere`.execute(db);
}
