import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  SqliteDialect,
  SqliteDriver,
  sql,
  type DatabaseConnection,
  type Driver,
} from 'kysely';
import pg from 'pg';
import type { Database, DatabaseKind, Db } from './database.ts';

export interface OpenDatabase {
  db: Db;
  kind: DatabaseKind;
  close(): Promise<void>;
}

// better-sqlite3 reopens a WAL file at synchronous=NORMAL, which loses acknowledged messages in a power cut.
const SQLITE_PRAGMAS = [
  'journal_mode=WAL',
  'synchronous=FULL',
  'busy_timeout=1000',
  'foreign_keys=ON',
  'trusted_schema=OFF',
  'secure_delete=ON',
  'temp_store=MEMORY',
  'cell_size_check=ON',
];

/** How long a write waits for a lock that another process holds, and how often it looks, in milliseconds. */
const LOCK_PATIENCE = 5_000;
const LOCK_LOOK = 20;

const isBusy = (fault: unknown) => /^SQLITE_BUSY/.test(String((fault as { code?: unknown }).code));

/** Takes the write lock when a transaction begins, so that it waits at the start and never fails half-way. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #file: SqliteFile.Database;

  constructor(file: SqliteFile.Database) {
    super({ database: file });
    this.#file = file;
  }

  /** A full disk ends a transaction by itself, and a rollback then fails: what is told must be the full disk. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.inTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const run = (command: string) => connection.executeQuery(CompiledQuery.raw(command));
    const until = Date.now() + LOCK_PATIENCE;
    // better-sqlite3 waits with the whole process; here nobody else is held up.
    await run('pragma busy_timeout=0');
    try {
      for (;;) {
        try {
          await run('begin immediate');
          return;
        } catch (fault) {
          if (!isBusy(fault) || Date.now() > until) throw fault;
          await new Promise((resolve) => setTimeout(resolve, LOCK_LOOK));
        }
      }
    } finally {
      await run('pragma busy_timeout=1000');
    }
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #file: SqliteFile.Database;

  constructor(file: SqliteFile.Database) {
    super({ database: file });
    this.#file = file;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#file);
  }
}

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
  const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(connection) });
  return { db, kind: 'sqlite', close: () => db.destroy() };
}

/**
 * Connects to PostgreSQL.
 * @throws Error when the server would acknowledge a commit before it is on disk.
 */
export async function openPostgresql(url: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: LOCK_PATIENCE,
    options: `-c lock_timeout=${LOCK_PATIENCE}`,
  });
  // A connection that drops while idle is replaced; without a listener it would end the process.
  pool.on('error', (fault) =>
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), fault: fault.name })}\n`),
  );
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
export async function openDatabase(place: {
  databaseUrl: string | null;
  dataDir: string;
}): Promise<OpenDatabase> {
  return place.databaseUrl
    ? openPostgresql(place.databaseUrl)
    : openSqlite(`${place.dataDir}/said-and-done.sqlite`);
}
