/**
 * Loaded into the server before anything else (`node --import`): while the file FAULT_FILE is there, SQLite may not add
 * a page to its database and answers SQLITE_FULL by itself, as it does on a full disk.
 */
import { existsSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';

const MOST_PAGES = 4_294_967_294;
const { prepare } = SqliteFile.prototype;

SqliteFile.prototype.prepare = function (this: SqliteFile.Database, source: string) {
  if (source === 'begin immediate')
    this.pragma(`max_page_count=${existsSync(process.env.FAULT_FILE ?? '') ? 1 : MOST_PAGES}`);
  return prepare.call(this, source);
} as typeof prepare;
