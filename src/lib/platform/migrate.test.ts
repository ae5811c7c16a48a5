import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from './database.server.ts';
import { migrateToLatest, waitingMigrations } from './migrate.server.ts';

test('a migration that fails half-way leaves nothing behind, and may be tried again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-migrate-'));
  const steps = join(folder, 'steps');
  mkdirSync(steps);
  const write = (name: string, table: string, end: string) =>
    writeFileSync(
      join(steps, `${name}.ts`),
      `export const up = async (db) => { await db.schema.createTable('${table}').addColumn('a', 'text').execute(); ${end} };`,
    );
  const { db, close } = openSqlite(join(folder, 'file.sqlite'));
  const tables = async () => (await db.introspection.getTables()).map(({ name }) => name);
  write('2027-01-01-whole', 'whole', '');
  await migrateToLatest(db, steps);
  write('2027-01-02-half', 'half', 'throw new Error("half-way")');
  await expect(migrateToLatest(db, steps)).rejects.toThrow('half-way');
  expect(await tables()).toEqual(['whole']);
  expect(await waitingMigrations(db, steps)).toEqual(['2027-01-02-half']);
  await close();
  rmSync(folder, { recursive: true });
});
