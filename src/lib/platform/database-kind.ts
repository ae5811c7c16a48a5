import type { DatabaseKind, Db } from './database.ts';

/** Which database a query is for, where the two need different words. */
export function kindOfDatabase(db: Db): DatabaseKind {
  return db.getExecutor().adapter.constructor.name.startsWith('Postgres') ? 'postgresql' : 'sqlite';
}
