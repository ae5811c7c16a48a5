import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadContent } from '../../src/commands/load-content.ts';
import { openPostgresql, openSqlite, type OpenDatabase } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { testRing } from './ring.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database with the schema and the three authorities, to copy: a file, or a connection string. */
    template: string;
  }
}

/** Brings a database to where every test begins, and closes it. */
export async function fill({ db, close }: OpenDatabase): Promise<void> {
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date('2026-01-05T09:00:00Z'));
  await close();
}

/** Makes the database that every SQLite test file copies. */
export async function prepareSqlite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'said-and-done-sqlite-'));
  const file = join(folder, 'template.sqlite');
  await fill(openSqlite(file));
  project.provide('template', file);
  return () => rm(folder, { recursive: true, force: true });
}

/** Makes the database that every PostgreSQL test file copies, on a server of its own. */
export async function preparePostgresql(project: TestProject): Promise<() => Promise<void>> {
  const { startPostgresql } = await import('./postgresql-server.ts');
  const server = await startPostgresql();
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
  await admin.connect();
  await admin.query('create database template_filled');
  await admin.end();
  await fill(await openPostgresql(server.urlOf('template_filled')));
  project.provide('template', server.urlOf('template_filled'));
  return () => server.stop();
}
