/** npm start: builds, migrates, loads the authorities and the fictional cast, serves, and says what to open. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { findAuthorities } from '../lib/authorities/authorities.queries.server.ts';
import { systemClock } from '../lib/platform/clock.ts';
import type { Db } from '../lib/platform/database.ts';
import { openDatabase } from '../lib/platform/database.server.ts';
import { parseEnvironment, type Environment } from '../lib/platform/environment.server.ts';
import { migrateToLatest } from '../lib/platform/migrate.server.ts';
import { openKeyRing, type KeyRing } from '../lib/sealing/key-ring.server.ts';
import { showReceipt } from '../lib/voice/receipt.ts';
import { serve } from '../server.ts';
import { hasCast, readCast } from './cast-file.ts';
import { addStaff, readDemo, signInLines, writeDemo, type DemoFile } from './demo-people.ts';
import { loadContent } from './load-content.ts';
import { addYoung } from './demo-young.ts';
import { playCast } from './play-cast.ts';
import { playReviews } from './play-reviews.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

function newestChange(paths: string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const found = statSync(path);
      if (!found.isDirectory()) return found.mtimeMs;
      return newestChange(readdirSync(path).map((name) => `${path}/${name}`));
    }),
  );
}

function buildIfStale(): void {
  const built = 'build/handler.js';
  const sources = ['src', 'static', 'package.json', 'svelte.config.js', 'vite.config.ts'];
  if (existsSync(built) && statSync(built).mtimeMs > newestChange(sources)) return;
  say('Building …');
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('The build failed: see above.');
}

/**
 * Fills an empty database, and goes on where a first start was cut off; one with people of its own is left as it is.
 * The sign-ins are written down before anything else: nobody made up is ever locked out.
 * @returns null where the people are not the demo's.
 */
async function fillIfEmpty(environment: Environment): Promise<DemoFile | null> {
  const { db, close } = await openDatabase(environment);
  await migrateToLatest(db);
  const people = await db.selectFrom('people').select(['person_id', 'authority_id']).execute();
  const kept = readDemo(environment.dataDir);
  const ours = kept?.people.some(({ personId }) => people.some(({ person_id }) => person_id === personId));
  if (people.length > 0 && !ours) {
    await close();
    return null;
  }
  const ring = openKeyRing(environment.keyRingFile);
  const demo: DemoFile = people.length > 0 && kept ? kept : { people: [], receipts: [], young: [] };
  const authorities =
    people.length > 0
      ? (await findAuthorities(db)).map(({ authorityId }) => authorityId)
      : await loadContent(db, ring, systemClock);
  for (const authorityId of authorities) {
    if (people.some(({ authority_id }) => authority_id === authorityId) || !hasCast(authorityId)) continue;
    say(`Filling ${authorityId} with six months of made-up messages …`);
    await fill(db, ring, authorityId, environment, demo);
  }
  await close();
  return demo;
}

async function fill(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  { dataDir }: Environment,
  demo: DemoFile,
): Promise<void> {
  const cast = await readCast(authorityId);
  const { ids, people } = await addStaff(db, ring, authorityId, cast.staff);
  demo.people.push(...people);
  writeDemo(dataDir, demo);
  const sent = await playCast({ db, ring, now: systemClock() }, authorityId, cast, ids);
  demo.young.push(...(await addYoung({ db, ring, clock: systemClock }, authorityId, cast, ids, sent)));
  await playReviews({ db, ring, now: systemClock() }, authorityId, cast, ids);
  writeDemo(dataDir, demo);
  const example = cast.messages.find((message) => message.answer && message.quarter !== 0);
  const receipt = example && sent.get(example.key)?.receipt;
  if (receipt === undefined) return;
  demo.receipts.push({
    authorityId,
    digits: showReceipt(receipt).digits.join(' '),
    about: 'a message with an answer',
  });
  writeDemo(dataDir, demo);
}

function tell({ origin }: Environment, demo: DemoFile | null): void {
  say(`\nSaid & Done is at ${origin}\n`);
  if (!demo) {
    say('This database holds people of its own: no demo sign-ins.');
    return;
  }
  say(
    'Every person and message here is made up. Codes change every 30 seconds: npm run codes prints them again.\n',
  );
  for (const authorityId of new Set(demo.people.map((person) => person.authorityId))) {
    const receipt = demo.receipts.find((one) => one.authorityId === authorityId);
    say(`  ${authorityId}`);
    say(`    Young people   ${origin}/${authorityId}/en    ${origin}/${authorityId}/ar`);
    const where = `${origin}/${authorityId}/en/say/receipt`;
    if (receipt) say(`    A receipt      ${receipt.digits}  (${receipt.about}; open it at ${where})`);
    for (const { nickname, words } of demo.young.filter((one) => one.authorityId === authorityId))
      say(`    Signs in       ${nickname}: ${words}  (at ${origin}/${authorityId}/en/sign-in)`);
    say(`    The desk       ${origin}/${authorityId}/desk`);
    say(`    ${'Role'.padEnd(24)} ${'Name to sign in with'.padEnd(26)} Password          Code now`);
    for (const line of signInLines(demo, authorityId)) say(line);
    say('');
  }
}

const environment = parseEnvironment(process.env);
buildIfStale();
const demo = await fillIfEmpty(environment);
if (demo) process.env.DEMO = 'yes';
await serve(environment);
tell(environment, demo);
