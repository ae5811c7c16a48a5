/** npm run bench -- burst [messages]: sealed messages all at once, beside a server that only hashes the same bytes. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { openPostgresql, openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { hashSendKey } from '../../src/lib/voice/arrivals.server.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { atEnd } from './at-end.ts';
import { CONNECTIONS, sendBurst, type Burst, type Spread } from './burst-sender.ts';
import { barePostgresqlCommits, bareSqliteCommits } from './durable.ts';
import { LIMIT_FACTOR } from './killable-server.ts';
import { AUTHORITY, sealedBody } from './messages.ts';
import { countAndSeed } from './seeded.ts';

const MESSAGES = 10_000;
const PAGE = `/${AUTHORITY}/en/promise`;
const WARM_UP = 200;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (value: number) => `${value.toFixed(0)} ms`;
const spread = ({ p50, p95, p99, worst }: Spread) =>
  `p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, worst ${ms(worst)}`;

/** The most memory a process has had at once, in MB, as Linux counts it. */
function peakMemory(pid: number): number {
  const [, kilo = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilo) / 1_000;
}

async function sealMany(db: Db, count: number): Promise<string[]> {
  const bodies: string[] = [];
  while (bodies.length < count)
    bodies.push(await sealedBody(db, 'Made-up words of a usual length. '.repeat(1 + (bodies.length % 12))));
  return bodies;
}

/** The same bytes to a bare `node:http` server, in a process of its own. */
async function floorOf(bodies: readonly string[]): Promise<Burst> {
  const child = spawn(process.execPath, ['tests/bench/hash-floor.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const undo = atEnd(() => child.kill('SIGKILL'));
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  try {
    return await sendBurst(`http://127.0.0.1:${port}`, bodies, null);
  } finally {
    undo();
  }
}

/** How many of these messages are there once, and how many more than once. */
async function countStored(db: Db, bodies: readonly string[]): Promise<{ once: number; doubled: number }> {
  const rows = await db
    .selectFrom('messages')
    .select('idem_hash')
    .where('authority_id', '=', AUTHORITY)
    .execute();
  const stored = Map.groupBy(rows, ({ idem_hash }) => idem_hash);
  const counts = bodies.map(
    (body) => stored.get(hashSendKey((JSON.parse(body) as { key: string }).key))?.length ?? 0,
  );
  return {
    once: counts.filter((count) => count === 1).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}

async function burstOn(kind: 'SQLite' | 'PostgreSQL', url: string, count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-burst-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const { db, close } = url ? await openPostgresql(url) : openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  const bodies = await sealMany(db, count);
  const warmUp = await sealMany(db, WARM_UP);
  const server = await startServer(
    { DATA_DIR: folder, DATABASE_URL: url },
    { LIMIT_FACTOR, HOST: '127.0.0.1' },
  );
  atEnd(() => server.child.kill('SIGKILL'));
  const origin = server.origin;
  await sendBurst(origin, warmUp, null);
  const quiet = peakMemory(server.child.pid!);
  const before = await floorOf(bodies);
  const ours = await sendBurst(origin, bodies, origin + PAGE);
  const after = await floorOf(bodies);
  const peak = peakMemory(server.child.pid!);
  await server.stop();
  const { once, doubled } = await countStored(db, bodies);
  const auditBreak = await findBreak(db, testRing.secret('audit'), AUTHORITY);
  const commits = url ? await barePostgresqlCommits(url) : bareSqliteCommits();
  await close();
  clean();

  const rate = count / ours.seconds;
  const floor = (count / before.seconds + count / after.seconds) / 2;
  const lost = count - once - doubled;
  say(`── ${kind}: ${count} sealed messages, ${CONNECTIONS} at once`);
  say(
    `  ${count} tried / ${once} held / ${lost} lost / ${doubled} doubled / worst time ${ms(ours.messages.worst)}`,
  );
  say(
    `  all received in ${ours.seconds.toFixed(1)} s, ${rate.toFixed(0)} a second; ${spread(ours.messages)}`,
  );
  say(
    `  beside a server that only hashes the same bytes: ${floor.toFixed(0)} a second, ratio ${(rate / floor).toFixed(3)}; ` +
      `beside bare single commits: ${commits.toFixed(0)} a second, ratio ${(rate / commits).toFixed(2)}`,
  );
  say(`  ${PAGE} meanwhile, read ${ours.pages.count} times: ${spread(ours.pages)}`);
  say(`  memory of the server: ${peak.toFixed(0)} MB at its peak, ${quiet.toFixed(0)} MB before`);
  const again = [...ours.again].map(([why, times]) => `${why} ${times}`).join(', ');
  say(
    `  tried again: ${again || 'none'}; ${auditBreak === null ? 'the record verifies' : 'THE RECORD BREAKS'}\n`,
  );
  return once === count && auditBreak === null && ours.pages.count > 0;
}

/** Everybody speaks at once: all is received, nothing twice, and pages are still read. */
export async function burst(args: string[]): Promise<boolean> {
  const { count } = countAndSeed(args, MESSAGES);
  say(
    `Node ${process.version}, ${cpus().length} cores, shared by the senders; load before ${loadavg()[0]!.toFixed(1)}.`,
  );
  say(`LIMIT_FACTOR=${LIMIT_FACTOR}: the limits on messages are off. Sealed before the clock starts.\n`);
  const onSqlite = await burstOn('SQLite', '', count);
  const postgresql = await startPostgresql();
  try {
    return (await burstOn('PostgreSQL', postgresql.urlOf('postgres'), count)) && onSqlite;
  } finally {
    await postgresql.stop();
  }
}
