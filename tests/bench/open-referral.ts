/** npm run bench -- open-referral: answers of open data a second, beside the bare server with the same bytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { measureRate } from './rates.ts';

const PATHS = ['/manchester/open-referral/services?per_page=100', '/manchester/open-referral/services'];

/** How much slower than the bare server we may be. */
const WITHIN = 2;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @returns whether every list was answered at half the bare server's rate or more. */
export async function sayOpenReferral(origin: string): Promise<boolean> {
  say(
    '\nOpen data, answers a second, 32 connections, beside a bare node:http server sending the same bytes:\n',
  );
  let held = true;
  for (const path of PATHS) {
    const { bytes, ours, floor } = await measureRate(origin, path);
    held &&= floor / ours <= WITHIN;
    const figures = `ours ${ours.toFixed(0)}  floor ${floor.toFixed(0)}  ratio ${(ours / floor).toFixed(3)}`;
    say(`  ${path.padEnd(48)} ${(bytes / 1000).toFixed(1)} kB  ${figures}`);
  }
  return held;
}

export async function measureOpenReferral(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-bench-'));
  const { db, close } = openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: '' });
  try {
    return await sayOpenReferral(server.origin);
  } finally {
    await server.stop();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}
