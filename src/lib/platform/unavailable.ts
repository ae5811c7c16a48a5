/** PostgreSQL's classes of error that pass by themselves or with an operator's help (SQLSTATE, appendix A). */
const POSTGRESQL_CLASSES = ['08', '53', '57P', '58'];
const POSTGRESQL_CODES = new Set(['55P03', '57014', '25006']);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'ENOSPC', 'EIO']);
/** CORRUPT among them: it is what SQLite says after a read that failed. */
const SQLITE = /^SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL|CORRUPT)/;

/** pg gives no code when a connection ends or none is free. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/**
 * Whether the database could not be reached or could not write for now: a full disk, a lock somebody holds, a failed
 * sync, a server that is away. Nothing of the transaction is stored; it is worth trying again.
 */
export function isUnavailable(fault: unknown): fault is Error {
  if (!(fault instanceof Error)) return false;
  const { code } = fault as { code?: unknown };
  if (typeof code !== 'string') return LOST.test(fault.message);
  return (
    SQLITE.test(code) ||
    NETWORK.has(code) ||
    POSTGRESQL_CODES.has(code) ||
    (/^[0-9A-Z]{5}$/.test(code) && POSTGRESQL_CLASSES.some((start) => code.startsWith(start)))
  );
}

/** After how many seconds those who met it should try again. */
export const TRY_AGAIN_SECONDS = 10;
