/**
 * Loaded into the server before anything else (`node --import`): while the file FAULT_FILE is there, what must be on the
 * disk when it returns fails as SQLite says it when a sync fails. Beginning a transaction and writing in it go on.
 */
import { existsSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';

const { prepare } = SqliteFile.prototype;

/** The end of a transaction, and the one write that is a transaction by itself: the probe of `/readyz`. */
const SYNCED = /^(commit$|insert into "limits")/;

SqliteFile.prototype.prepare = function (this: SqliteFile.Database, source: string) {
  if (SYNCED.test(source) && existsSync(process.env.FAULT_FILE ?? ''))
    throw new SqliteFile.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
  return prepare.call(this, source);
} as typeof prepare;
