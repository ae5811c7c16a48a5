import { toInstant } from './clock.ts';
import type { Db, Trx } from './database.ts';
import { newId } from './ids.ts';
import './outbox.table.ts';

export interface OutboxEvent {
  eventId: string;
  kind: string;
  body: Record<string, string>;
  /** When it happened. */
  createdAt: string;
}

/** Notes that something happened, in the transaction in which it happened. */
export async function addToOutbox(
  trx: Trx,
  authorityId: string,
  kind: string,
  body: Record<string, string>,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      authority_id: authorityId,
      event_id: newId(at),
      kind,
      body: JSON.stringify(body),
      created_at: toInstant(at),
      delivered_at: null,
    })
    .execute();
}

/**
 * Hands each undelivered event of one kind to `deliver`, oldest first, each in a transaction of its own
 * that also marks it delivered: at least once outside, exactly once for what `deliver` writes through `trx`.
 * @returns how many were delivered.
 */
export async function deliverOutbox(
  db: Db,
  authorityId: string,
  kind: string,
  at: Date,
  deliver: (trx: Trx, event: OutboxEvent) => Promise<void>,
): Promise<number> {
  const waiting = await db
    .selectFrom('outbox')
    .select(['event_id', 'kind', 'body', 'created_at'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('delivered_at', 'is', null)
    .orderBy('event_id')
    .execute();
  let delivered = 0;
  for (const row of waiting) {
    await db.transaction().execute(async (trx) => {
      const claimed = await trx
        .updateTable('outbox')
        .set({ delivered_at: toInstant(at) })
        .where('authority_id', '=', authorityId)
        .where('event_id', '=', row.event_id)
        .where('delivered_at', 'is', null)
        .executeTakeFirst();
      if (claimed.numUpdatedRows === 0n) return;
      const body = JSON.parse(row.body) as OutboxEvent['body'];
      await deliver(trx, { eventId: row.event_id, kind: row.kind, body, createdAt: row.created_at });
      delivered += 1;
    });
  }
  return delivered;
}
