import type SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
} from 'kysely';
import { takingTurns } from './turns.ts';

/** How long a write waits for a lock that another process holds, and how often it looks, in milliseconds. */
export const LOCK_PATIENCE = 5_000;
const LOCK_LOOK = 20;

type End = () => void;

const isBusy = (fault: unknown) => /^SQLITE_BUSY/.test(String((fault as { code?: unknown }).code));

/** A place that one has at a time, in the order in which they asked. @returns what gives it back. */
function onePlace(): () => Promise<End> {
  const inTurn = takingTurns(1);
  return () => new Promise((taken) => void inTurn(() => new Promise<void>((end) => taken(end))));
}

/**
 * What one query or one transaction works with. The file has one connection: a query has it to itself while it runs, a
 * transaction from beginning to end. Whoever waits for another process's lock does not hold it meanwhile, so that
 * reading goes on.
 */
class Turn implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #takeFile: () => Promise<End>;
  readonly #takeWriting: () => Promise<End>;
  #ends: End[] = [];

  constructor(inner: DatabaseConnection, takeFile: () => Promise<End>, takeWriting: () => Promise<End>) {
    this.#inner = inner;
    this.#takeFile = takeFile;
    this.#takeWriting = takeWriting;
  }

  /** Tries until no other process is in the way; the file is this one's then, until `end`. */
  async #whenFree<Result>(attempt: () => Promise<Result>, until: number): Promise<[Result, end: End]> {
    for (;;) {
      const end = await this.#takeFile();
      try {
        return [await attempt(), end];
      } catch (fault) {
        end();
        if (!isBusy(fault) || Date.now() > until) throw fault;
      }
      await new Promise((resolve) => setTimeout(resolve, LOCK_LOOK));
    }
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const run = () => this.#inner.executeQuery<Row>(query);
    if (this.#ends.length > 0) return run();
    const [result, end] = await this.#whenFree(run, Date.now() + LOCK_PATIENCE);
    end();
    return result;
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Nothing of ours streams rows.');
  }

  /** Takes the write lock when a transaction begins, so that it waits at the start and never fails half-way. */
  async begin(): Promise<void> {
    // Counted from here: those who wait behind others have waited as long as they.
    const until = Date.now() + LOCK_PATIENCE;
    const endWriting = await this.#takeWriting();
    try {
      const begin = () => this.#inner.executeQuery(CompiledQuery.raw('begin immediate'));
      const [, endFile] = await this.#whenFree(begin, until);
      this.#ends = [endFile, endWriting];
    } catch (fault) {
      endWriting();
      throw fault;
    }
  }

  release(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}

class PatientSqliteDriver extends SqliteDriver {
  readonly #file: SqliteFile.Database;
  readonly #takeFile = onePlace();
  readonly #takeWriting = onePlace();

  constructor(file: SqliteFile.Database) {
    super({ database: file });
    this.#file = file;
  }

  override async acquireConnection(): Promise<Turn> {
    return new Turn(await super.acquireConnection(), this.#takeFile, this.#takeWriting);
  }

  override async beginTransaction(turn: DatabaseConnection): Promise<void> {
    await (turn as Turn).begin();
  }

  /** A full disk or a failed write makes SQLite roll back by itself; doing it again would hide why. */
  override async rollbackTransaction(turn: DatabaseConnection): Promise<void> {
    if (this.#file.inTransaction) await super.rollbackTransaction(turn);
  }

  override async releaseConnection(turn?: DatabaseConnection): Promise<void> {
    (turn as Turn).release();
  }
}

class PatientSqliteAdapter extends SqliteAdapter {
  /** Kysely need not keep anybody waiting: the driver does, and for less. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** SQLite changes a schema in a transaction like anything else: a migration that fails leaves nothing behind. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite that never holds up the process, nor those who read, while another process has the file locked. */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #file: SqliteFile.Database;

  constructor(file: SqliteFile.Database) {
    super({ database: file });
    this.#file = file;
    // better-sqlite3 would wait with the whole process.
    file.pragma('busy_timeout=0');
  }

  override createDriver(): Driver {
    return new PatientSqliteDriver(this.#file);
  }

  override createAdapter(): DialectAdapter {
    return new PatientSqliteAdapter();
  }
}
