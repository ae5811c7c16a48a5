import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrateToLatest, waitingMigrations } from '../../src/lib/platform/migrate.server.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

test('a second migration does nothing', async () => {
  expect(await migrateToLatest(world.db)).toEqual([]);
  expect(await waitingMigrations(world.db)).toEqual([]);
});

test('what is acknowledged is on disk: the settings that promise it hold on every opening', async () => {
  if (kind === 'sqlite') {
    const again = openSqlite(`${world.database.environment.DATA_DIR}/said-and-done.sqlite`);
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(again.db);
    expect(rows[0]?.synchronous).toBe(2);
    await again.close();
  } else {
    const { rows } = await sql<{
      setting: string;
    }>`select current_setting('synchronous_commit') as setting`.execute(world.db);
    expect(rows[0]?.setting).toBe('on');
  }
});

test('authority_id leads every key but the listed exceptions', async () => {
  const listed = ['sessions', 'limits', 'kysely_migration', 'kysely_migration_lock'];
  const keys =
    kind === 'sqlite'
      ? await sql<{ name: string; first: string }>`
          select m.name as name, p.name as first from sqlite_master m join pragma_table_info(m.name) p
          where m.type = 'table' and p.pk = 1`.execute(world.db)
      : await sql<{ name: string; first: string }>`
          select c.relname as name, a.attname as first from pg_index i
          join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indisprimary and n.nspname = 'public'`.execute(world.db);
  // FTS5 keeps its index in tables of its own, under the one that we made.
  const ours = keys.rows.filter(({ name }) => !name.startsWith('point_search_'));
  const wrong = ours.filter(({ name, first }) => first !== 'authority_id' && !listed.includes(name));
  expect(keys.rows.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

test('a failed transaction leaves nothing behind', async () => {
  const at = new Date().toISOString();
  const failing = world.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('authorities')
      .values({
        authority_id: 'nowhere',
        name: 'Nowhere',
        settings: '{}',
        content_version: 1,
        created_at: at,
      })
      .execute();
    throw new Error('half-way');
  });
  await expect(failing).rejects.toThrow('half-way');
  expect(
    await world.db.selectFrom('authorities').select('name').where('authority_id', '=', 'nowhere').execute(),
  ).toEqual([]);
});
