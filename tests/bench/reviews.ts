/** npm run bench -- reviews [a year]: an officer's list, a form of 40 answers, and the weight of its page. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/commands/load-content.ts';
import { newInvitationCode, normaliseInvitationCode } from '../../src/lib/identity/invitation-code.ts';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import { startSession } from '../../src/lib/identity/sessions.server.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { openPostgresql, openSqlite } from '../../src/lib/platform/database.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { findActiveKey } from '../../src/lib/sealing/authority-keys.server.ts';
import { startPostgresql } from '../support/postgresql-server.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';
import { atEnd } from './at-end.ts';
import { floorOf, MODERATORS, READING_MS, timesOf } from './desk-asking.ts';
import { fillPostgresql, fillSqlite } from './desk-data.ts';
import { AUTHORITY } from './messages.ts';
import { fillReviews, sealedViews, someAnswers, staffIds } from './reviews-data.ts';
import { measureWeight } from './weights.ts';

const A_YEAR = 20_000;
const FORMS = 200;
const ANSWERS = 40;
/** Limits are for a council's young people; one machine here plays hundreds. */
const LIMIT_FACTOR = '100000';
const LIST_AIM_MS = 100;
const SAVED_AIM_MS = 50;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;

/** Everyone who works with reviews. @returns sessions of the first officers. */
async function addStaff(
  db: Db,
  { officers, workers }: { officers: readonly string[]; workers: readonly string[] },
  now: Date,
): Promise<string[]> {
  const people = [...officers, ...workers].map((personId, number) => ({
    personId,
    authorityId: AUTHORITY,
    username: `made-up.${number}`,
    displayName: `Made Up ${number}`,
    roles: [number < officers.length ? ('reviewing-officer' as const) : ('worker' as const)],
  }));
  await db.transaction().execute(async (trx) => {
    for (const person of people) await insertPerson(trx, person, now);
  });
  return Promise.all(people.slice(0, MODERATORS).map((person) => startSession(db, person, now)));
}

/** A code for each of these reviews, as one is given at the desk. */
async function giveCodes(db: Db, reviews: readonly string[], now: Date): Promise<string[]> {
  const codes = reviews.map(() => newInvitationCode());
  const rows = reviews.map((review_id, place) => ({
    authority_id: AUTHORITY,
    code_id: newId(now),
    review_id,
    lookup: testRing.mac('receipt pepper', 'review code', AUTHORITY, normaliseInvitationCode(codes[place]!)),
    given_by: 'made-up',
    given_at: now.toISOString(),
    expires_at: new Date(now.getTime() + 86_400_000).toISOString(),
    used_at: null,
    used_by: null,
  }));
  await db.insertInto('review_codes').values(rows).execute();
  return codes;
}

function postForm(
  origin: string,
  body: string,
  agent: Agent,
): Promise<{ took: number; status: number; text: string }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      `${origin}/${AUTHORITY}/en/review/sealed`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', origin, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            took: performance.now() - began,
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends forms one after the other. @throws Error when one was not taken. */
async function timeForms(
  origin: string,
  bodies: readonly string[],
): Promise<{ p50: number; p95: number; worst: number }> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  for (const body of bodies) {
    const { took, status, text } = await postForm(origin, body, agent);
    if (status !== 200 && status !== 201) throw new Error(`A form was answered with ${status}: ${text}`);
    times.push(took);
  }
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), worst: times.at(-1)! };
}

async function measureForms(origin: string, db: Db, open: readonly string[], now: Date): Promise<boolean> {
  const to = { authorityId: AUTHORITY, ...(await findActiveKey(db, AUTHORITY)) };
  const codes = await giveCodes(db, open.slice(0, FORMS), now);
  const bodies: string[] = [];
  for (const code of codes)
    bodies.push(
      JSON.stringify({
        key: randomBytes(16).toString('base64url'),
        views: await sealedViews(to, someAnswers(ANSWERS), now),
        age: '16-up',
        code,
        as: null,
        forPerson: null,
      }),
    );
  const { p50, p95, worst } = await timeForms(origin, bodies);
  const healthz = await timesOf(origin, [''], ['/healthz'], 0);
  say(
    `  a form of ${ANSWERS} answers for ${new Set(someAnswers(ANSWERS).map(({ audience }) => audience)).size} audiences ` +
      `(${(bodies[0]!.length / 1000).toFixed(0)} kB), ${bodies.length} of them, saved and answered: ` +
      `p50 ${ms(p50)}, p95 ${ms(p95)}, worst ${ms(worst)}; /healthz p50 ${ms(healthz.p50)}, ratio ${(p50 / healthz.p50).toFixed(1)} (aim: ${SAVED_AIM_MS} ms)`,
  );
  return p95 < SAVED_AIM_MS;
}

async function measureList(origin: string, cookies: readonly string[]): Promise<boolean> {
  let held = true;
  for (const query of ['', '?show=late', '?show=held']) {
    const path = `/${AUTHORITY}/desk/reviews${query}`;
    await timesOf(origin, cookies, [path], 0);
    const { p50, p95, worst } = await timesOf(origin, cookies, [path], READING_MS);
    const rushed = await timesOf(origin, cookies, [path], 0);
    const floor = await floorOf(origin, cookies[0]!, path);
    say(
      `  an officer's list${query}: p50 ${ms(p50)}, p95 ${ms(p95)}, worst ${ms(worst)}; floor p95 ${ms(floor)}, ` +
        `ratio ${(p95 / floor).toFixed(1)}; without any pause p95 ${ms(rushed.p95)} (aim: ${LIST_AIM_MS} ms)`,
    );
    held &&= p95 < LIST_AIM_MS;
  }
  return held;
}

async function sayWeights(origin: string): Promise<void> {
  const say8 = await measureWeight(origin, `/${AUTHORITY}/en/say`);
  for (const path of [`/${AUTHORITY}/en/review/8-12`, `/${AUTHORITY}/en/review/about`]) {
    const { visit, words } = await measureWeight(origin, path);
    say(
      `  first visit of ${path}: ${(visit / 1000).toFixed(1)} kB, its words ${(words / 1000).toFixed(1)} kB; ` +
        `…/say: ${(say8.visit / 1000).toFixed(1)} kB; ratio ${(visit / say8.visit).toFixed(2)}`,
    );
  }
}

async function measure(kind: 'SQLite' | 'PostgreSQL', url: string, aYear: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-reviews-'));
  const clean = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'said-and-done.sqlite');
  const { db, close } = url ? await openPostgresql(url) : openSqlite(file);
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  const now = new Date();
  const began = performance.now();
  const staff = staffIds(now);
  const cookies = await addStaff(db, staff, now);
  const filler = url ? await fillPostgresql(url) : fillSqlite(file);
  const made = await fillReviews(filler, await findActiveKey(db, AUTHORITY), staff, aYear, now);
  await filler.close();
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: url }, { LIMIT_FACTOR });
  const undo = atEnd(() => server.child.kill('SIGKILL'));
  say(
    `── ${kind}: ${made.reviews} reviews of three years, ${aYear} of them in the last, ${made.planned} planned, ` +
      `${made.views} views, made in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const isListQuick = await measureList(server.origin, cookies);
  const isSavedQuickly = await measureForms(server.origin, db, made.open, now);
  if (!url) await sayWeights(server.origin);
  undo();
  await server.stop();
  await close();
  clean();
  return isListQuick && isSavedQuickly;
}

/** @returns false when an aim was missed. */
export async function measureReviews(args: string[]): Promise<boolean> {
  const aYear = args[0] ? Number(args[0]) : A_YEAR;
  if (!Number.isSafeInteger(aYear) || aYear < 1_000)
    throw new RangeError('Give a number of reviews a year, 1,000 or more.');
  say(
    `Node ${process.version}, ${cpus().length} cores, shared with those who ask; load before ${loadavg()[0]!.toFixed(1)}.`,
  );
  say(
    `${MODERATORS} officers at once, each reading ${READING_MS} ms between two pages; then without any pause.\n`,
  );
  let held = await measure('SQLite', '', aYear);
  const postgresql = await startPostgresql();
  try {
    held = (await measure('PostgreSQL', postgresql.urlOf('postgres'), aYear)) && held;
  } finally {
    await postgresql.stop();
  }
  return held;
}
