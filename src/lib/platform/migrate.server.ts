import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import type { Db } from './database.ts';

/** Reads the date-named files of one folder; their order is the order of their names. */
function migrationsIn(folder: string): MigrationProvider {
  return {
    async getMigrations() {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
      const migrations: Record<string, Migration> = {};
      for (const file of files) {
        const url = pathToFileURL(join(folder, file)).href;
        migrations[file.replace(/\.ts$/, '')] = (await import(/* @vite-ignore */ url)) as Migration;
      }
      return migrations;
    },
  };
}

function migratorFor(db: Db, folder: string): Migrator {
  return new Migrator({ db, provider: migrationsIn(resolve(folder)) });
}

/**
 * Brings the database to the newest schema.
 * @returns the names of the migrations that ran; none when it was already there.
 * @throws Error when one fails; the database is then as before that one.
 */
export async function migrateToLatest(db: Db, folder = 'migrations'): Promise<string[]> {
  const { error, results } = await migratorFor(db, folder).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Migrations this database has had that this version does not know: it was served by a newer one. */
export async function unknownMigrations(db: Db, folder = 'migrations'): Promise<string[]> {
  const ours = new Set((await migratorFor(db, folder).getMigrations()).map(({ name }) => name));
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.map(({ name }) => name).filter((name) => !ours.has(name));
}

/** The migrations this database has not had yet. */
export async function waitingMigrations(db: Db, folder = 'migrations'): Promise<string[]> {
  const all = await migratorFor(db, folder).getMigrations();
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}
