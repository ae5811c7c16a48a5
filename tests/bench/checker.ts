import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { hashSendKey } from '../../src/lib/voice/arrivals.server.ts';
import { testRing } from '../support/ring.ts';
import type { History, Operation } from './history.ts';
import { AUTHORITY } from './messages.ts';
import type { Verdict } from './verdict.ts';

interface StoredRow {
  idem_hash: string;
  message_id: string;
  payload_mac: string;
  received_at: string;
  sealed: string | null;
}

const count = <Item>(items: Iterable<Item>, fits: (item: Item) => boolean) => [...items].filter(fits).length;

function groupBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return groups;
}

/** A row for each message and what was said first in it: one that has two of them comes twice. */
function readStored(db: Db): Promise<StoredRow[]> {
  return db
    .selectFrom('messages as m')
    .leftJoin('thread_entries as e', (join) =>
      join
        .onRef('e.authority_id', '=', 'm.authority_id')
        .onRef('e.message_id', '=', 'm.message_id')
        .on('e.kind', '=', 'said'),
    )
    .select(['m.idem_hash', 'm.message_id', 'm.payload_mac', 'm.received_at', 'e.sealed'])
    .where('m.authority_id', '=', AUTHORITY)
    .execute();
}

async function readReceivedIds(db: Db): Promise<string[]> {
  const entries = await db
    .selectFrom('audit_entries')
    .select('object')
    .where('authority_id', '=', AUTHORITY)
    .where('action', '=', 'message.received')
    .orderBy('seq')
    .execute();
  return entries.map(({ object }) => object);
}

function isAsSent({ sent, receivedAts }: Operation, row: StoredRow): boolean {
  const sealedHash = createHash('sha256')
    .update(row.sealed ?? '')
    .digest('base64url');
  return (
    row.message_id === sent.messageId &&
    row.payload_mac === testRing.mac('once', AUTHORITY, sent.hash) &&
    sealedHash === sent.sealedHash &&
    [...receivedAts].every((at) => at === row.received_at)
  );
}

function countOutOfOrder(received: string[], operations: Operation[]): number {
  const byMessage = new Map(operations.map((operation) => [operation.sent.messageId, operation]));
  let latestBegun = -Infinity;
  return count(received, (messageId) => {
    const operation = byMessage.get(messageId);
    const late = (operation?.acknowledgedAt ?? Infinity) < latestBegun;
    latestBegun = Math.max(latestBegun, operation?.firstInvoked ?? -Infinity);
    return late;
  });
}

async function checkDatabase(db: Db, operations: Operation[]): Promise<Verdict> {
  const rows = await readStored(db);
  const stored = groupBy(rows, ({ idem_hash }) => idem_hash);
  const rowsOf = ({ sent }: Operation) => stored.get(hashSendKey(sent.key)) ?? [];
  const acknowledged = operations.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  const unknown = operations.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const sentKeys = new Set(operations.map(({ sent }) => hashSendKey(sent.key)));
  const received = await readReceivedIds(db);
  const entries = groupBy(received, (id) => id);
  const messageIds = new Set(rows.map(({ message_id }) => message_id));
  const { rows: integrity } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return {
    tried: operations.length,
    acknowledged: acknowledged.length,
    lost: count(acknowledged, (operation) => rowsOf(operation).length === 0),
    doubled:
      count(stored.values(), (same) => same.length > 1) +
      count(groupBy(rows, ({ sealed }) => sealed ?? '').values(), (same) => same.length > 1),
    changed: count(acknowledged, (operation) => rowsOf(operation).some((row) => !isAsSent(operation, row))),
    unknown: { count: unknown.length, stored: count(unknown, (operation) => rowsOf(operation).length > 0) },
    strangers: count(stored.keys(), (key) => !sentKeys.has(key)),
    outOfOrder: countOutOfOrder(received, operations),
    integrity: integrity.map((row) => row.integrity_check).join('; '),
    auditBreak: await findBreak(db, testRing.secret('audit'), AUTHORITY),
    unrecorded:
      count(messageIds, (id) => entries.get(id)?.length !== 1) +
      count(entries.keys(), (id) => !messageIds.has(id)),
  };
}

function checkNothing(operations: Operation[], integrity: string): Verdict {
  const acknowledged = count(operations, ({ acknowledgedAt }) => acknowledgedAt !== null);
  const unknown = { count: operations.length - acknowledged, stored: 0 };
  const none = { doubled: 0, changed: 0, strangers: 0, outOfOrder: 0, unrecorded: 0, auditBreak: 1 };
  return { tried: operations.length, acknowledged, lost: acknowledged, unknown, integrity, ...none };
}

/** Holds a database file against the log of what was sent and answered. Nothing else may have it open. */
export async function check(file: string, history: History): Promise<Verdict> {
  const operations = history.operations();
  try {
    const { db, close } = openSqlite(file);
    try {
      return await checkDatabase(db, operations);
    } finally {
      await close();
    }
  } catch (fault) {
    const { code = '', message } = fault as Error & { code?: string };
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(code)) throw fault;
    // A file that is no database any more has kept nothing.
    return checkNothing(operations, message);
  }
}
