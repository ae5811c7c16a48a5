/** Durable messages a second through the real HTTP path, beside bare single-row commits in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import type { Db } from '../../src/lib/platform/database.ts';
import { sealedBody } from './messages.ts';

const ROW = 'x'.repeat(2_000);
const FLOOR_MS = 3_000;
const MESSAGES = 8_000;
const CONNECTIONS = 64;

/** Commits a second of one row of 2 kB in a file of its own, WAL and FULL, one after the other. */
export function bareSqliteCommits(): number {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-floor-'));
  const file = new SqliteFile(join(folder, 'floor.sqlite'));
  try {
    file.pragma('journal_mode=WAL');
    file.pragma('synchronous=FULL');
    file.exec('create table floor (id integer primary key, row text)');
    const insert = file.prepare('insert into floor (row) values (?)');
    const until = Date.now() + FLOOR_MS;
    let commits = 0;
    for (; Date.now() < until; commits += 1) insert.run(ROW);
    return commits / (FLOOR_MS / 1_000);
  } finally {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same on PostgreSQL: one client, one prepared statement, each commit awaited. */
export async function barePostgresqlCommits(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create table if not exists floor (id bigserial primary key, row text)');
    const insert = { name: 'floor', text: 'insert into floor (row) values ($1)', values: [ROW] };
    const until = Date.now() + FLOOR_MS;
    let commits = 0;
    for (; Date.now() < until; commits += 1) await client.query(insert);
    await client.query('drop table floor');
    return commits / (FLOOR_MS / 1_000);
  } finally {
    await client.end();
  }
}

export interface Durable {
  /** Messages a second, each answered 201 after its commit. */
  ours: number;
  p50: number;
  p99: number;
  stored: number;
}

/** Posts thousands of different sealed messages. @throws Error when any is not answered 201. */
export async function measureDurable(origin: string, db: Db): Promise<Durable> {
  const bodies: string[] = [];
  while (bodies.length < MESSAGES)
    bodies.push(await sealedBody(db, `Made-up words, number ${bodies.length}`));
  const before = await countMessages(db);
  let next = 0;
  const path = '/manchester/en/say/sealed';
  const began = performance.now();
  const result = await autocannon({
    url: origin + path,
    connections: CONNECTIONS,
    amount: MESSAGES,
    // How often it looks whether it is done: a second would be a third of the run.
    sampleInt: 50,
    requests: [
      {
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', origin },
        setupRequest: (request) => ({ ...request, body: bodies[next++ % MESSAGES] }),
      },
    ],
  });
  const seconds = (performance.now() - began) / 1_000;
  if (result['2xx'] !== MESSAGES) throw new Error(`${result.non2xx} of ${MESSAGES} messages were not taken.`);
  const stored = (await countMessages(db)) - before;
  return { ours: MESSAGES / seconds, p50: result.latency.p50, p99: result.latency.p99, stored };
}

async function countMessages(db: Db): Promise<number> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
