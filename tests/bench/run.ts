/** npm run bench: page weights, and request rates beside a bare node:http server in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { measureRate } from './rates.ts';
import { measureWeight } from './weights.ts';

const PAGES = [
  '/manchester/en/promise',
  '/manchester/ar/promise',
  '/manchester/en/offer',
  '/manchester/en/say',
  '/manchester/en/help',
];
const RATED = ['/manchester/en/promise', '/manchester/en/say', '/healthz'];

const say = (line: string) => process.stdout.write(`${line}\n`);
const kilo = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

const folder = mkdtempSync(join(tmpdir(), 'said-and-done-bench-'));
const { db, close } = openSqlite(join(folder, 'said-and-done.sqlite'));
await migrateToLatest(db);
await loadContent(db, testRing, () => new Date());
await close();
const server = await startServer({ DATA_DIR: folder, DATABASE_URL: '' });
try {
  say(
    `Node ${process.version}, ${cpus().length} cores, SQLite. First visits in a fresh Chromium, everything transferred:\n`,
  );
  for (const path of PAGES) {
    const { visit, worker } = await measureWeight(server.origin, path);
    say(`  ${path.padEnd(28)} ${kilo(visit)}   and the worker afterwards ${kilo(worker)}`);
  }
  say('\nAnswers a second, 32 connections, beside a bare node:http server sending as many bytes:\n');
  for (const path of RATED) {
    const { bytes, ours, floor } = await measureRate(server.origin, path);
    const ratio = (ours / floor).toFixed(3);
    say(
      `  ${path.padEnd(28)} ${kilo(bytes)}  ours ${ours.toFixed(0).padStart(6)}  floor ${floor.toFixed(0).padStart(6)}  ratio ${ratio}`,
    );
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
