import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openPostgresql, openSqlite, type OpenDatabase } from '../../src/lib/platform/database.server.ts';

export const kind = process.env.TEST_DATABASE === 'postgresql' ? 'postgresql' : 'sqlite';

export interface TestDatabase extends OpenDatabase {
  /** What a server of the test's own is started with. */
  environment: { DATA_DIR: string; DATABASE_URL: string };
  /** Closes it and removes it. */
  drop(): Promise<void>;
}

async function copyPostgresql(template: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = new pg.Client({ connectionString: template.replace(/\/[^/]*$/, '/postgres') });
  await admin.connect();
  await admin.query(`create database ${name} template template_filled`);
  await admin.end();
  return template.replace(/\/[^/]*$/, `/${name}`);
}

/** A database of the test's own, with the schema and the three authorities in it. */
export async function copyDatabase(): Promise<TestDatabase> {
  const template = inject('template');
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-test-'));
  const url = kind === 'postgresql' ? await copyPostgresql(template) : '';
  if (kind === 'sqlite') copyFileSync(template, join(folder, 'said-and-done.sqlite'));
  const open = url ? await openPostgresql(url) : openSqlite(join(folder, 'said-and-done.sqlite'));
  return {
    ...open,
    environment: { DATA_DIR: folder, DATABASE_URL: url },
    async drop() {
      await open.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
