import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import type { TestDatabase } from './test-database.ts';

/** Somebody else's connection that keeps everybody from writing messages. @returns what lets go again. */
export async function lockMessages({ environment, kind }: TestDatabase): Promise<() => Promise<void>> {
  if (kind === 'sqlite') {
    const connection = new SqliteFile(`${environment.DATA_DIR}/said-and-done.sqlite`);
    connection.exec('begin exclusive');
    return async () => {
      connection.exec('rollback');
      connection.close();
    };
  }
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  await client.query('begin');
  await client.query('lock table messages, message_pieces in access exclusive mode');
  return () => client.end();
}
