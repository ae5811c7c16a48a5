import { afterAll, beforeAll, expect, test } from 'vitest';
import { touchContent } from '../../src/lib/authorities/authorities.queries.server.ts';
import { upsertTexts } from '../../src/lib/authorities/texts.queries.server.ts';
import { naughty, leakIn, unescaped } from '../support/naughty.ts';
import { makeClient } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

const look = (q: string, lang = 'en', authority = 'manchester') =>
  makeClient(server.origin).post(`/${authority}/${lang}/offer`, { q });

const found = (text: string) =>
  [...text.split('<template')[0]!.matchAll(/href="\/[\w-]+\/\w+\/offer\/([\w-]+)"/g)]
    .map(([, id]) => id)
    .filter((id) => id !== 'check');

test.each([
  ['en', 'counsil tax', 'manchester-council-tax'],
  ['ar', 'والإيجار', 'private-rent-help'],
  ['pl', 'lozko', 'setting-up-home-allowance'],
  ['ti', 'ሕፃን', 'care-to-learn'],
])('in %s, %j posted is answered with what fits, and is still in its field', async (lang, typed, id) => {
  const answer = await look(typed, lang);
  expect(answer.status).toBe(200);
  expect(found(answer.text)).toContain(id);
  expect(found(answer.text).length).toBeLessThanOrEqual(10);
  expect(answer.text).toContain(`value="${typed}"`);
});

test('nothing typed gives the page back; nonsense says so, and what to do', async () => {
  const empty = await look('   ');
  expect([empty.status, found(empty.text)]).toEqual([200, []]);
  expect(empty.text).toContain('/manchester/en/offer/need/money');
  const nonsense = await look('xqzvwk');
  expect([nonsense.status, found(nonsense.text)]).toEqual([200, []]);
  expect(nonsense.text).toMatch(/<div class="panel" data-on="none">\s*<p>/);
  expect(nonsense.text).toContain('/manchester/en/offer/need/money');
  const none = await makeClient(server.origin).post('/manchester/en/offer', {});
  expect(none.status).toBe(200);
});

test('what is very long is cut, says so, and is still looked for', async () => {
  const answer = await look(`rent ${'x'.repeat(20_000)}`);
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('We looked for the first 100 letters.');
  expect(found(answer.text)).toContain('private-rent-help');
  expect(answer.text).not.toContain('x'.repeat(101));
});

test('words that sound like danger show help at once', async () => {
  expect((await look('I want to die')).text).toMatch(/data-help-now="">/);
  expect((await look('rent')).text).toMatch(/data-help-now="" hidden/);
});

test('whatever is typed is shown as text, and breaks nothing', async () => {
  const client = makeClient(server.origin);
  for (const typed of naughty) {
    const answer = await client.post('/manchester/en/offer', { q: typed });
    expect([typed, answer.status]).toEqual([typed, 200]);
    expect(leakIn(answer.text, typed)).toBeNull();
  }
});

test('nothing typed is in the log, in an answer’s address, or kept for the next reader', async () => {
  const typed = 'canary looked for rent';
  const answer = await look(typed);
  expect(answer.text).toContain(typed);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.headers.get('location')).toBeNull();
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(server.log()).not.toContain('canary');
  const next = await fetch(`${server.origin}/manchester/en/offer`);
  expect(await next.text()).not.toContain('canary');
});

test('content that is markup is words in the list, in the answer and in what phones look through', async () => {
  const { db } = world.database;
  const title = '</script><img src=x onerror=alert(1)> zebra';
  const fields = { title, summary: '"><script>alert(2)</script>' };
  await db.transaction().execute(async (trx) => {
    const piece = { kind: 'entitlement', itemId: 'passport', lang: 'en', fields, madeFrom: null } as const;
    await upsertTexts(trx, 'warrington', piece, new Date());
    await touchContent(trx, 'warrington');
  });
  const answer = await look('zebra', 'en', 'warrington');
  expect(found(answer.text)).toEqual(['passport']);
  await expect
    .poll(async () =>
      unescaped(await (await fetch(`${server.origin}/warrington/en/offer/need/people-rights`)).text()),
    )
    .toContain(title);
  const list = await (await fetch(`${server.origin}/warrington/en/offer/need/people-rights`)).text();
  for (const text of [answer.text, list]) expect(text).not.toMatch(/<img|<script>alert/);
  const words = await fetch(`${server.origin}/warrington/en/offer/words.json`);
  expect(words.headers.get('content-type')).toBe('application/json');
  expect(words.headers.get('x-content-type-options')).toBe('nosniff');
  expect(JSON.stringify(await words.json())).toContain('onerror');
});

test.each([
  ['/manchester/en/offer/need/nothing', 404],
  ['/manchester/en/offer/need', 404],
  ['/manchester/en/offer/words.json?q=rent', 404],
  ['/manchester/fr/offer/words.json', 404],
  ['/nowhere/en/offer/words.json', 404],
  ['/nowhere/en/offer/need/money', 404],
  ['/manchester/en/offer/need/money', 200],
])('%s is answered with %i', async (path, status) => {
  expect((await fetch(server.origin + path)).status).toBe(status);
});

test('every need has its page, ten things at a time, and phones are handed all of them', async () => {
  const handed = (await (await fetch(`${server.origin}/manchester/en/kept/pages.json`)).json()) as {
    pages: Record<string, string>;
  };
  const offer = handed.pages['/manchester/en/offer'] ?? '';
  const needs = [...offer.matchAll(/href="(\/manchester\/en\/offer\/need\/[\w-]+)"/g)].map(
    ([, path]) => path!,
  );
  expect(needs).toHaveLength(6);
  const listed = needs.flatMap((path) => {
    const lists = handed.pages[path]!.split('<ul class="promises">').slice(1);
    expect(lists.map((list) => found(list).length).filter((count) => count > 10)).toEqual([]);
    return found(handed.pages[path]!);
  });
  const words = JSON.parse(handed.pages['/manchester/en/offer/words.json'] ?? '[]') as { id: string }[];
  expect(listed.toSorted()).toEqual(words.map(({ id }) => id).toSorted());
});
