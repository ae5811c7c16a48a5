/** npm run bench -- receipts [guesses]: many guess receipts from many addresses while somebody with one gets through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { openPostgresql, openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { ask, form, json } from '../support/ask.ts';
import { sealedOnPhone, wrongOpener } from '../support/phone.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { atEnd } from './at-end.ts';
import { spreadOf } from './burst-sender.ts';
import { LIMIT_FACTOR } from './killable-server.ts';
import { countAndSeed } from './seeded.ts';
import { compare } from './welch.ts';

const GUESSES = 20_000;
/** Addresses, each in a network of its own, one guess of each at a time. */
const ADDRESSES = 1_000;
/** How many receipts there are to be hit, for the years. */
const RECEIPTS_OUT = 10_000;
const RECEIPT_BITS = 66;
const CHILD_RESTS_MS = 250;
const CHILD_PATIENCE_MS = 2_000;
const PAIRS = 2_000;
const WARM_UP = 100;
/** Above this a difference in time is no chance (Welch; as in dudect). */
const TELLING_T = 4.5;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (value: number) => `${value.toFixed(0)} ms`;
const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

const addressOf = (nth: number) => `127.${1 + Math.floor(nth / 250)}.${nth % 250}.1`;

/** Sends a message as a phone does. @returns what its receipt opens it with. */
async function sendOne(origin: string, db: Db, authorityId: string): Promise<string> {
  const { body, opener } = await sealedOnPhone(db, authorityId, 'A made-up message.');
  const { status } = await ask(origin, `/${authorityId}/en/say/sealed`, json(body, '127.210.1.1'));
  if (status !== 201) throw new Error(`A message was answered ${status}.`);
  return opener;
}

const lookUp = (origin: string, opener: string, from: string) =>
  ask(origin, '/manchester/en/say/receipt', form({ opener }, from));

interface Guessing {
  seconds: number;
  answers: Map<string, number>;
  hits: number;
  /** What the child's look-ups took, in milliseconds, and how many did not open the thread. */
  child: number[];
  shutOut: number;
}

async function guess(origin: string, opener: string, guesses: number): Promise<Guessing> {
  const answers = new Map<string, number>();
  const found: Guessing = { seconds: 0, answers, hits: 0, child: [], shutOut: 0 };
  let left = guesses;
  let over = false;
  const guesser = async (nth: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const told = await lookUp(origin, wrongOpener(), addressOf(nth)).then(
        ({ status }) => String(status),
        (fault: NodeJS.ErrnoException) => fault.code ?? fault.name,
      );
      answers.set(told, (answers.get(told) ?? 0) + 1);
      if (told === '200') found.hits += 1;
    }
  };
  const child = async (): Promise<void> => {
    while (!over) {
      const began = performance.now();
      const status = await lookUp(origin, opener, '127.200.1.1').then(
        (answer) => answer.status,
        () => 0,
      );
      found.child.push(performance.now() - began);
      if (status !== 200) found.shutOut += 1;
      await sleep(CHILD_RESTS_MS);
    }
  };
  const began = performance.now();
  const meanwhile = child();
  await Promise.all(Array.from({ length: ADDRESSES }, (_, nth) => guesser(nth)));
  found.seconds = (performance.now() - began) / 1_000;
  over = true;
  await meanwhile;
  return found;
}

/** One look-up over a connection that stays open, so that the server's own time is what is measured. */
function timed(origin: string, opener: string, agent: Agent): Promise<number> {
  const body = new URLSearchParams({ opener }).toString();
  const headers = {
    origin,
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      `${origin}/manchester/en/say/receipt`,
      { method: 'POST', agent, headers },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 400
            ? resolve(performance.now() - began)
            : reject(new Error(`A receipt that opens nothing was answered ${answer.statusCode}.`)),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function measureOn(kind: 'SQLite' | 'PostgreSQL', url: string, guesses: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-receipts-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const { db, close } = url ? await openPostgresql(url) : openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  say(`── ${kind}`);

  const environment = { DATA_DIR: folder, DATABASE_URL: url };
  const server = await startServer(environment);
  atEnd(() => server.child.kill('SIGKILL'));
  const opener = await sendOne(server.origin, db, 'manchester');
  const { seconds, answers, hits, child, shutOut } = await guess(server.origin, opener, guesses);
  await server.stop();
  const tried = [...answers].filter(([told]) => told === '400').reduce((sum, [, count]) => sum + count, 0);
  const { p50, p95, worst, count } = spreadOf(child);
  const years = 2 ** RECEIPT_BITS / RECEIPTS_OUT / (tried / seconds) / (365.25 * 86_400);
  say(
    `  ${guesses} tried / ${guesses - hits} held / 0 lost / 0 doubled / worst time ${ms(worst)} (the child’s)`,
  );
  say(
    `  guessed from ${ADDRESSES} networks in ${seconds.toFixed(0)} s, ${(tried / seconds).toFixed(0)} a second looked up; ` +
      `answers ${[...answers].map(([told, times]) => `${told} ${times}`).join(', ')}; hits ${hits}`,
  );
  say(
    `  at that rate, with ${RECEIPTS_OUT} receipts out, the first hit is to be expected after ${years.toExponential(1)} years`,
  );
  say(`  the child meanwhile: ${count} look-ups, p50 ${ms(p50)}, p95 ${ms(p95)}, ${shutOut} did not open`);

  const open = await startServer(environment, { LIMIT_FACTOR });
  atEnd(() => open.child.kill('SIGKILL'));
  const elsewhere = await sendOne(open.origin, db, 'warrington');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let time = 0; time < WARM_UP; time += 1) await timed(open.origin, wrongOpener(), agent);
  const nobodys: number[] = [];
  const others: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Which comes first is drawn by lot, so that nothing that goes on beside favours either.
    const turns = [
      async () => nobodys.push(await timed(open.origin, wrongOpener(), agent)),
      async () => others.push(await timed(open.origin, elsewhere, agent)),
    ];
    for (const turn of Math.random() < 0.5 ? turns : turns.reverse()) await turn();
  }
  agent.destroy();
  await open.stop();
  await close();
  clean();
  const { medians, t } = compare(nobodys, others);
  say(
    `  ${PAIRS} pairs, nobody’s receipt and one of another authority: medians ${medians.map((time) => `${(time * 1_000).toFixed(0)} µs`).join(' and ')}, t = ${t.toFixed(2)}\n`,
  );
  return hits === 0 && shutOut === 0 && p95 < CHILD_PATIENCE_MS && Math.abs(t) < TELLING_T;
}

/** Guessing receipts is hopeless, shuts nobody out, and how long an answer takes says nothing. */
export async function receipts(args: string[]): Promise<boolean> {
  const { count } = countAndSeed(args, GUESSES);
  say(
    `Node ${process.version}, ${cpus().length} cores; load before ${loadavg()[0]!.toFixed(1)}. Limits as they are.\n`,
  );
  const onSqlite = await measureOn('SQLite', '', count);
  const postgresql = await startPostgresql();
  try {
    const held = (await measureOn('PostgreSQL', postgresql.urlOf('postgres'), count)) && onSqlite;
    say(held ? 'held' : 'NOT HELD');
    return held;
  } finally {
    await postgresql.stop();
  }
}
