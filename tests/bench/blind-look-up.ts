/**
 * For the control of exactly-once on SQLite only: loaded before the server, it keeps the look for an earlier message with
 * the same key from finding any. There transactions run one after the other, so that the look alone would hold without
 * the unique index. The product has no such switch.
 */
import SqliteFile from 'better-sqlite3';

const honest = SqliteFile.prototype.prepare;

SqliteFile.prototype.prepare = function blinded(this: SqliteFile.Database, source: string) {
  const looksForKeys = source.includes('from "messages"') && source.includes('"idem_hash" in (');
  return honest.call(
    this,
    looksForKeys ? source.replace('"idem_hash" in (', `('-' || "idem_hash") in (`) : source,
  );
} as typeof honest;
