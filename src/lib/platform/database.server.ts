import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database, DatabaseKind, Db } from './database.ts';
import { impatientSocket } from './impatient-socket.server.ts';
import { kindOf, log } from './log.server.ts';
import { LOCK_PATIENCE, PatientSqliteDialect } from './patient-sqlite.server.ts';

export interface OpenDatabase {
  db: Db;
  kind: DatabaseKind;
  close(): Promise<void>;
}

// better-sqlite3 reopens a WAL file at synchronous=NORMAL, which loses acknowledged messages in a power cut.
const SQLITE_PRAGMAS = [
  'journal_mode=WAL',
  'synchronous=FULL',
  'foreign_keys=ON',
  'trusted_schema=OFF',
  'secure_delete=ON',
  'temp_store=MEMORY',
  'cell_size_check=ON',
];

/**
 * Opens the SQLite file, making it if need be.
 * @throws Error when the file does not keep `synchronous=FULL` and WAL: then nothing acknowledged would be safe.
 */
export function openSqlite(file: string): OpenDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const connection = new SqliteFile(file);
  for (const pragma of SQLITE_PRAGMAS) connection.pragma(pragma);
  const synchronous = connection.pragma('synchronous', { simple: true });
  const journal = connection.pragma('journal_mode', { simple: true });
  if (synchronous !== 2 || journal !== 'wal') {
    connection.close();
    throw new Error(
      `SQLite must run with WAL and synchronous=FULL; this file has ${journal} and ${synchronous}.`,
    );
  }
  const db = new Kysely<Database>({ dialect: new PatientSqliteDialect(connection) });
  return { db, kind: 'sqlite', close: () => db.destroy() };
}

/** How long people wait for an answer of PostgreSQL, in milliseconds: longer than its statements wait for a lock. */
export const ANSWER_PATIENCE = 8_000;

/**
 * Connects to PostgreSQL.
 * @param patience after how many milliseconds without an answer a connection is given up; 0: never, as for migrations.
 * @throws Error when the server would acknowledge a commit before it is on disk.
 */
export async function openPostgresql(url: string, patience = 0): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // Retired while idle before it would be given up.
    idleTimeoutMillis: 5_000,
    stream: () => impatientSocket(patience),
    connectionTimeoutMillis: LOCK_PATIENCE,
    options: `-c lock_timeout=${LOCK_PATIENCE}`,
  });
  // A connection that drops is replaced; without a listener it would end the process, idle or at work.
  pool.on('error', (fault) => log({ job: 'connection', fault: kindOf(fault) }));
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const settings = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')
  `.execute(db);
  const unsafe = settings.rows.filter((row) => row.setting === 'off').map((row) => row.name);
  if (unsafe.length > 0) {
    await db.destroy();
    throw new Error(`PostgreSQL must have these on: ${unsafe.join(', ')}.`);
  }
  return { db, kind: 'postgresql', close: () => db.destroy() };
}

/** Opens whichever database the environment names. */
export async function openDatabase(
  place: { databaseUrl: string | null; dataDir: string },
  patience = 0,
): Promise<OpenDatabase> {
  return place.databaseUrl
    ? openPostgresql(place.databaseUrl, patience)
    : openSqlite(`${place.dataDir}/said-and-done.sqlite`);
}
