/** PostgreSQL: unique violation, serialization failure, deadlock (SQLSTATE, appendix A). */
const POSTGRESQL = new Set(['23505', '40001', '40P01']);

/** Whether a database refused a write because another came first. SQLite says so with SQLITE_CONSTRAINT_… codes. */
export function isConflict(fault: unknown): boolean {
  const { code } = (fault ?? {}) as { code?: unknown };
  if (typeof code !== 'string') return false;
  return (
    POSTGRESQL.has(code) || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}

/** Whether it is a conflict that trying again can end: a deadlock or a failed serialization, and no row that is taken. */
export function isPassing(fault: unknown): boolean {
  const { code } = (fault ?? {}) as { code?: unknown };
  return code === '40001' || code === '40P01';
}
