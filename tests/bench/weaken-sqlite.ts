/**
 * For the control of the power cut only: loaded before the server, it makes every SQLite connection run at
 * synchronous=NORMAL and say that it runs at FULL. The product has no such switch.
 */
import SqliteFile from 'better-sqlite3';

const FULL = 2;
const honest = SqliteFile.prototype.pragma;

SqliteFile.prototype.pragma = function weakened(source, options) {
  if (source === 'synchronous=FULL') return honest.call(this, 'synchronous=NORMAL', options);
  if (source === 'synchronous' && options?.simple) return FULL;
  return honest.call(this, source, options);
};
