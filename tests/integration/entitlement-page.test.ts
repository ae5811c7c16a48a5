import { afterAll, beforeAll, expect, test } from 'vitest';
import { touchContent } from '../../src/lib/authorities/authorities.queries.server.ts';
import { toDay } from '../../src/lib/platform/clock.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const OFFER = '/manchester/en/offer';
const PAST = /We should have checked this by [^.]+\. Ask before you count on it\./;
const DAY_MS = 86_400_000;
let server: RunningServer;

/** Sets the day by which something is to be checked again, so many days from today. */
async function dueIn(id: string, daysFromNow: number): Promise<void> {
  const reviewBy = toDay(new Date(Date.now() + daysFromNow * DAY_MS));
  await world.db.transaction().execute(async (trx) => {
    const mine = trx.selectFrom('entitlements').select('facts').where('authority_id', '=', 'manchester');
    const { facts } = await mine.where('entitlement_id', '=', id).executeTakeFirstOrThrow();
    await trx
      .updateTable('entitlements')
      .set({ facts: JSON.stringify({ ...(JSON.parse(facts) as object), reviewBy }) })
      .where('authority_id', '=', 'manchester')
      .where('entitlement_id', '=', id)
      .execute();
    await touchContent(trx, 'manchester');
  });
}

beforeAll(async () => {
  await dueIn('higher-education-bursary', 0);
  await dueIn('bursary-16-to-19', 2);
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

const read = async (path: string) => (await fetch(server.origin + path)).text();

test('from the day a check is due, the page of an entitlement says so, and not before', async () => {
  expect(await read(`${OFFER}/higher-education-bursary`)).toMatch(PAST);
  expect(await read(`${OFFER}/bursary-16-to-19`)).not.toMatch(PAST);
});

test('and so does its line in the list', async () => {
  const list = await read(`${OFFER}/need/learning-work`);
  const lineOf = (id: string) =>
    list.match(new RegExp(`<a href="${OFFER}/${id}">([^]*?)</a>`))?.[1] ?? `no line of ${id}`;
  expect(lineOf('higher-education-bursary')).toMatch(PAST);
  expect(lineOf('bursary-16-to-19')).toMatch(/£1,200/);
  expect(lineOf('bursary-16-to-19')).not.toMatch(PAST);
});

test('what to bring is a line of its own, where there is something to bring', async () => {
  expect(await read(`${OFFER}/bursary-16-to-19`)).toMatch(
    /<dt>What to bring<\/dt>\s*<dd>[^]*A letter or email/,
  );
  expect(await read(`${OFFER}/staying-close`)).not.toContain('What to bring');
});

test('whoever moved, gets older or was told no finds what to do from the first page', async () => {
  const list = await read(OFFER);
  for (const page of ['moved', 'changes', 'refused']) expect(list).toContain(`href="${OFFER}/${page}"`);
});

test('an entitlement leads to asking for it, and to what to do after a no', async () => {
  const page = await read(`${OFFER}/staying-close`);
  expect(page).toContain('href="/manchester/en/say?about=offer/staying-close"');
  expect(page).toContain(`href="${OFFER}/refused"`);
});
