import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from './database.server.ts';
import { isUnavailable } from './unavailable.ts';

test('a full file is told as what it is, and passes with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-full-'));
  const { db, close } = openSqlite(join(folder, 'full.sqlite'));
  await sql`create table filled (bytes blob)`.execute(db);
  await sql`pragma max_page_count = 20`.execute(db);
  const fill = () =>
    db.transaction().execute((trx) => sql`insert into filled values (zeroblob(200000))`.execute(trx));
  const fault = await fill().catch((reason: unknown) => reason);
  expect(fault).toMatchObject({ code: 'SQLITE_FULL' });
  expect(isUnavailable(fault)).toBe(true);
  await sql`pragma max_page_count = 200`.execute(db);
  await fill();
  await close();
  rmSync(folder, { recursive: true });
});
