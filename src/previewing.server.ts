import { AsyncLocalStorage } from 'node:async_hooks';
import type { Db } from './lib/platform/database.ts';

const through = new AsyncLocalStorage<Db>();

/** Has public pages that `run` asks for made from this transaction, and from nothing else. */
export function seeThrough<Answer>(db: Db, run: () => Promise<Answer>): Promise<Answer> {
  return through.run(db, run);
}

/** The transaction that a preview looks through, while there is one. */
export function previewedDb(): Db | undefined {
  return through.getStore();
}
