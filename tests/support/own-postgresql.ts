import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgresql } from '../../src/lib/platform/database.server.ts';
import { startPostgresql, type RunningPostgresql } from './postgresql-server.ts';
import { testRing } from './ring.ts';
import type { Kept } from './stored.ts';
import { fill } from './template.ts';

export interface OwnPostgresql extends RunningPostgresql {
  kept: Kept;
  /** What a server of the test's own is started with. */
  environment: { DATA_DIR: string; DATABASE_URL: string };
}

/** A PostgreSQL for one test file alone, with everything in it that every test begins with: it may be mistreated. */
export async function startOwnPostgresql(): Promise<OwnPostgresql> {
  const server = await startPostgresql();
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
  await admin.connect();
  await admin.query('create database own');
  await admin.end();
  const url = server.urlOf('own');
  await fill(await openPostgresql(url));
  const { db, kind, close } = await openPostgresql(url);
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-test-'));
  return {
    ...server,
    kept: { db, database: { kind }, auditKey: testRing.secret('audit') },
    environment: { DATA_DIR: folder, DATABASE_URL: url },
    async stop() {
      await close();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
