/** npm run bench: weights, request rates and durable messages, each beside its floor, on SQLite and on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { openPostgresql, openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { barePostgresqlCommits, bareSqliteCommits, measureDurable } from './durable.ts';
import { sayOpenReferral } from './open-referral.ts';
import { measureRate } from './rates.ts';
import { measureWeight } from './weights.ts';

const PAGES = [
  '/manchester/en/promise',
  '/manchester/ti/promise',
  '/manchester/en/promise/listen',
  '/manchester/en/doing/care',
  '/manchester/en/offer',
  '/manchester/en/offer/check',
  '/manchester/en/say',
  '/manchester/en/help',
];
const RATED = ['/manchester/en/promise', '/manchester/ti/promise', '/manchester/en/say', '/healthz'];

/** Limits are for a council's young people; one machine here plays thousands. */
const LIMIT_FACTOR = '100000';

const say = (line: string) => process.stdout.write(`${line}\n`);
const kilo = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
const whole = (figure: number) => figure.toFixed(0).padStart(6);

async function sayWeights(origin: string): Promise<void> {
  say('First visits in a fresh Chromium, everything transferred, beside the words alone, compressed:\n');
  for (const path of PAGES) {
    const { visit, words, worker } = await measureWeight(origin, path);
    const ratio = (visit / words).toFixed(1);
    say(
      `  ${path.padEnd(28)} ${kilo(visit)}  words ${kilo(words)}  ratio ${ratio.padStart(4)}   the worker afterwards ${kilo(worker)}`,
    );
  }
}

async function sayRates(origin: string): Promise<void> {
  say('\nAnswers a second, 32 connections, beside a bare node:http server sending the same bytes:\n');
  for (const path of RATED) {
    const { bytes, ours, floor } = await measureRate(origin, path);
    const ratio = (ours / floor).toFixed(3);
    say(`  ${path.padEnd(28)} ${kilo(bytes)}  ours ${whole(ours)}  floor ${whole(floor)}  ratio ${ratio}`);
  }
}

async function measureOn(kind: 'SQLite' | 'PostgreSQL', url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-bench-'));
  const { db, close } = url ? await openPostgresql(url) : openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  process.env.LIMIT_FACTOR = LIMIT_FACTOR;
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: url });
  try {
    say(`\n── ${kind}\n`);
    if (!url) await sayWeights(server.origin);
    await sayRates(server.origin);
    await sayOpenReferral(server.origin);
    const bare = () => (url ? barePostgresqlCommits(url) : Promise.resolve(bareSqliteCommits()));
    const before = await bare();
    const { ours, p50, p99, stored } = await measureDurable(server.origin, db);
    const floor = (before + (await bare())) / 2;
    say(
      `\nDurable messages a second, 64 connections, beside bare single-row commits (limits × ${LIMIT_FACTOR}):\n`,
    );
    say(`  ours ${whole(ours)}  floor ${whole(floor)}  ratio ${(ours / floor).toFixed(3)}`);
    say(`  answered in ${p50} ms (half), ${p99} ms (99 of 100); ${stored} stored`);
  } finally {
    await server.stop();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints every figure of the table in docs/decisions. */
export async function measurePages(): Promise<void> {
  say(`Node ${process.version}, ${cpus().length} cores.`);
  await measureOn('SQLite', '');
  const postgresql = await startPostgresql();
  try {
    await measureOn('PostgreSQL', postgresql.urlOf('postgres'));
  } finally {
    await postgresql.stop();
  }
}
