import { closeSync, copyFileSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { testRing } from '../support/ring.ts';
import type { Chance } from './seeded.ts';
import { sealedBody } from './messages.ts';

const FILE = 'said-and-done.sqlite';

/** The database of a server that keeps its data here. */
export const databaseIn = (folder: string): string => join(folder, FILE);

export interface PreparedDatabase {
  /** Puts a copy where a server will keep its data, and on its disk. */
  copyTo(folder: string): void;
  /** Seals words of some length to the authority's key. */
  seal(chance: Chance): Promise<string>;
  close(): Promise<void>;
}

function fsyncPath(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

/**
 * A database with the schema and the three authorities, to copy. Messages are sealed with the original: whoever else
 * has the copy open would keep SQLite from recovering it when its server is killed.
 */
export async function prepareDatabase(folder: string): Promise<PreparedDatabase> {
  const original = databaseIn(folder);
  const filling = openSqlite(original);
  await migrateToLatest(filling.db);
  await loadContent(filling.db, testRing, () => new Date());
  await filling.close();
  const { db, close } = openSqlite(original);
  return {
    copyTo(other) {
      copyFileSync(original, databaseIn(other));
      for (const path of [databaseIn(other), other]) fsyncPath(path);
    },
    seal: (chance) => sealedBody(db, 'I want my own key. '.repeat(chance.between(1, 60))),
    close,
  };
}
