import { sql } from 'kysely';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import type { World } from './world.ts';

/** What is looked into: the database of a world, or a copy of it elsewhere. */
export type Kept = Pick<World, 'db' | 'auditKey'> & { database: { kind: 'sqlite' | 'postgresql' } };

/** How many messages there are. */
export async function countMessages({ db }: Pick<Kept, 'db'>): Promise<number> {
  const rows = await db.selectFrom('messages').select('message_id').execute();
  return rows.length;
}

/**
 * What of a message is there without the rest: each has two wrapped keys, its first words and one entry in an audit
 * chain that fits, and none of these is there without a message.
 */
export async function halves({ db, database, auditKey }: Kept): Promise<string[]> {
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  const messages = ids(await db.selectFrom('messages').select('message_id as id').execute());
  // What is of a review has a name of its own after its id (reviews/sealed-views.ts).
  const keys = ids(
    await db
      .selectFrom('record_keys')
      .select('record_id as id')
      .where('record_id', 'not like', '%.%')
      .execute(),
  );
  const words = ids(
    await db
      .selectFrom('thread_entries')
      .select('message_id as id')
      .where('sealed_as', 'is not', null)
      .execute(),
  );
  const deeds = ids(
    await db
      .selectFrom('audit_entries')
      .select('object as id')
      .where('action', '=', 'message.received')
      .execute(),
  );
  const found: string[] = [];
  if (keys.join() !== messages.flatMap((id) => [id, id]).join()) found.push('keys');
  if (words.join() !== messages.join()) found.push('words');
  if (deeds.join() !== messages.join()) found.push('deeds');
  for (const { authority_id } of await db.selectFrom('authorities').select('authority_id').execute())
    if ((await findBreak(db, auditKey, authority_id)) !== null) found.push(`chain of ${authority_id}`);
  if (database.kind === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    if (rows[0]?.integrity_check !== 'ok') found.push('file');
  }
  return found;
}
