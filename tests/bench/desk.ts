/** npm run bench -- desk [messages]: queues, search over points and a year's summary, at 10,000 messages and at a million. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import { startSession } from '../../src/lib/identity/sessions.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { openPostgresql, openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { atEnd } from './at-end.ts';
import { ask, floorOf, MODERATORS, peakMemory, READING_MS, timesOf } from './desk-asking.ts';
import { fillPostgresql, fillSqlite, makeDesk } from './desk-data.ts';
import { AUTHORITY } from './messages.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const say = (line: string) => process.stdout.write(`${line}\n`);

async function addModerators(db: Db, now: Date): Promise<{ duty: string[]; moderators: string[] }> {
  const session = async (role: 'safeguarding-duty' | 'participation-worker', number: number) => {
    const who = { username: `${role}.${number}`, displayName: 'Made Up', roles: [role] };
    const person = { personId: newId(now), authorityId: AUTHORITY, ...who };
    await db.transaction().execute((trx) => insertPerson(trx, person, now));
    return startSession(db, person, now);
  };
  const many = (role: 'safeguarding-duty' | 'participation-worker') =>
    Promise.all(Array.from({ length: MODERATORS }, (_, number) => session(role, number)));
  return { duty: await many('safeguarding-duty'), moderators: await many('participation-worker') };
}

const searches = {
  'a rare word': ['trampoline', 'clarinet', 'observatory', 'skateboard', 'beekeeping', 'origami'],
  'a common word': ['people', 'want', 'meetings', 'brothers', 'home', 'week'],
  'two words': [
    'young clarinet',
    'social worker',
    'quiet meetings',
    'home soon',
    'first move',
    'people trampoline',
  ],
};

/** Makes the report of the last financial year thrice, each time another form of it. @returns the quickest, in ms. */
async function timeSummary(origin: string, cookie: string): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const address = `${origin}/${AUTHORITY}/desk/summaries`;
  const { body } = await ask(address, cookie, agent);
  const reports = [...body.matchAll(/value="(annual\.[\w-]+)"/g)].map(([, id]) => id!).slice(0, 3);
  if (reports.length === 0) throw new Error('No year has ended that can be reported.');
  const times: number[] = [];
  for (const report of reports) {
    const { ms, status } = await ask(address, cookie, agent, {
      report,
      splits: 'channel language age-band area',
    });
    if (status !== 303) throw new Error(`The summary was answered with ${status}.`);
    times.push(ms);
  }
  agent.destroy();
  return Math.min(...times);
}

/** Figures of one size: each name's p95 or time, in ms. */
type Figures = Record<string, number>;

async function measure(kind: 'SQLite' | 'PostgreSQL', url: string, messages: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-desk-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'said-and-done.sqlite');
  const { db, close } = url ? await openPostgresql(url) : openSqlite(file);
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  const now = new Date();
  const filler = url ? await fillPostgresql(url) : fillSqlite(file);
  const began = performance.now();
  const made = await makeDesk(filler, AUTHORITY, messages, now);
  await filler.close();
  const { duty, moderators } = await addModerators(db, now);
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: url });
  const undo = atEnd(() => server.child.kill('SIGKILL'));
  const desk = `/${AUTHORITY}/desk`;
  say(
    `── ${kind}: ${made.messages} messages, ${made.points} points, of four years, made in ` +
      `${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const figures: Figures = {};
  const show = async (name: string, cookies: readonly string[], paths: readonly string[]) => {
    await timesOf(server.origin, cookies, paths, 0);
    const paced = await timesOf(server.origin, cookies, paths, READING_MS);
    const rushed = await timesOf(server.origin, cookies, paths, 0);
    const floor = await floorOf(server.origin, cookies[0]!, paths[0]!);
    figures[name] = paced.p95;
    say(
      `  ${name}: p50 ${paced.p50.toFixed(1)} ms, p95 ${paced.p95.toFixed(1)} ms, worst ${paced.worst.toFixed(0)} ms; ` +
        `floor p95 ${floor.toFixed(1)} ms, ratio ${(paced.p95 / floor).toFixed(1)}; without any pause p95 ${rushed.p95.toFixed(1)} ms`,
    );
  };
  await show('screening queue', duty, [`${desk}/screening`]);
  await show('moderation queue', moderators, [`${desk}/moderation`]);
  for (const [name, words] of Object.entries(searches))
    await show(
      `search, ${name}`,
      moderators,
      words.map((word) => `${desk}/points?q=${encodeURIComponent(word)}`),
    );
  const summary = await timeSummary(server.origin, moderators[0]!);
  figures['summary of a year'] = summary;
  say(`  summary of a year, through HTTP, with every split: ${summary.toFixed(0)} ms, the best of three`);
  say(
    `  memory of the server: ${(figures.memory = peakMemory(server.child.pid!)).toFixed(0)} MB at its peak`,
  );
  undo();
  await server.stop();
  await close();
  clean();
  return figures;
}

/** What a desk does with years behind it: flat queues and search, a year's summary, memory. */
export async function measureDesk(args: string[]): Promise<void> {
  const sizes = args[0] ? [Number(args[0])] : SIZES;
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 10_000))
    throw new RangeError('Give a number of messages, 10,000 or more.');
  say(
    `Node ${process.version}, ${cpus().length} cores, shared with those who ask; load before ${loadavg()[0]!.toFixed(1)}.`,
  );
  say(
    `${MODERATORS} moderators at once, each reading ${READING_MS} ms between two pages; then without any pause.\n`,
  );
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    const all: Figures[] = [];
    for (const size of sizes) {
      const postgresql = kind === 'PostgreSQL' ? await startPostgresql() : null;
      try {
        all.push(await measure(kind, postgresql?.urlOf('postgres') ?? '', size));
      } finally {
        await postgresql?.stop();
      }
    }
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last || first === last) continue;
    const times = (sizes.at(-1)! / sizes[0]!).toFixed(0);
    const growth = Object.entries(last).map(
      ([name, value]) => `${name} ${(value / first[name]!).toFixed(1)}`,
    );
    say(`── ${kind}, ${times} times the messages: ${growth.join(', ')} times the figure\n`);
  }
}
