import { afterAll, beforeAll, expect, test } from 'vitest';
import { translator } from '../../src/lib/i18n/translator.ts';
import { sealedBody } from '../bench/messages.ts';
import { clientOf } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { lockMessages } from '../support/lock.ts';
import { ask, asForm, type Plain } from '../support/plain-http.ts';
import { faultsOf } from '../support/protection.ts';
import { percentile, readDuring } from '../support/reading.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { countMessages, halves } from '../support/stored.ts';
import { aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let story: DeskStory;
let cookie: string;
let opener: string;

beforeAll(async () => {
  story = await playDeskStory(world);
  server = await startServer(world.database.environment);
  const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
  cookie = [...worker.cookies].map(([name, value]) => `${name}=${value}`).join();
  const sent = await worker.post('/manchester/en/say', { words: 'For its thread' });
  opener = /name="opener" value="([\w-]{86})"/.exec(sent.text)?.[1] ?? '';
}, 120_000);

afterAll(() => server?.stop());

const READ = [
  '/manchester/en',
  '/manchester/ar/promise',
  '/healthz',
  '/manchester/en/say',
  '/manchester/en/help',
];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Timed extends Plain {
  /** Milliseconds until the answer was there. */
  took: number;
}

async function timed(asking: Promise<Plain>): Promise<Timed> {
  const began = performance.now();
  return { ...(await asking), took: performance.now() - began };
}

const sendSealed = (body: string) => {
  const headers = { origin: server.origin, 'content-type': 'application/json' };
  return timed(ask(server.origin, '/manchester/en/say/sealed', { method: 'POST', body, headers }));
};
const sendPiece = () => {
  const headers = { origin: server.origin, 'content-type': 'application/octet-stream' };
  const path = '/manchester/en/say/pieces/0190a5c0-0000-7000-8000-000000000000/voice.0';
  return timed(ask(server.origin, path, { method: 'POST', body: 'x'.repeat(60_000), headers }));
};
const send = (path: string, fields: Record<string, string>, more: Record<string, string> = {}) =>
  timed(ask(server.origin, path, asForm(server.origin, fields, more)));
const statuses = (answers: Plain[]) => answers.map(({ status }) => status);

test('a database that somebody locks: who writes is told after five seconds, who reads notices nothing', async () => {
  const bodies = await Promise.all(['One', 'Two', 'Three'].map((words) => sealedBody(world.db, words)));
  const form = { words: 'كلمات كتبتها للتو', mood: 'sad', answer: 'no', key: aSendKey() };
  const reply = { words: 'Written back just now', opener, key: aSendKey() };
  const answer = { words: 'A worker’s careful answer' };
  const desk = `/manchester/desk/moderation/${story.moderation}/answer`;
  for (const path of READ) await ask(server.origin, path);
  const before = await countMessages(world);
  const letGo = await lockMessages(world.database);
  const posts = Promise.all([
    sendSealed(bodies[0]!),
    send('/manchester/ar/say', form),
    send('/manchester/en/say/receipt/reply', reply),
    send(desk, answer, { cookie }),
    pause(700).then(() => sendSealed(bodies[1]!)),
    pause(1_500).then(() => sendSealed(bodies[2]!)),
    sendPiece(),
  ]);
  // Somebody who watches asks all the time, too: that must not hold anybody up.
  const watching = readDuring(server.origin, ['/readyz'], posts);
  const waits = await readDuring(server.origin, READ, posts);
  const all = await posts;
  await letGo();
  await watching;

  expect(waits.wrong).toEqual([]);
  expect(percentile(waits, 90)).toBeLessThan(400);
  expect(percentile(waits, 100)).toBeLessThan(3_000);
  for (const [place, each] of all.entries()) {
    const faults = faultsOf(each, false, place === 1);
    expect([place, each.status, each.headers.get('retry-after'), ...faults]).toEqual([place, 503, ['10']]);
    expect(each.took).toBeLessThan(7_500);
  }
  for (const each of all.slice(0, 4)) expect(each.took).toBeGreaterThan(4_000);
  const [sealed, typed, back, atDesk] = all.map(({ body }) => body.toString());
  expect(JSON.parse(sealed!)).toEqual({ fault: 'unavailable' });
  expect(JSON.parse(all.at(-1)!.body.toString())).toEqual({ fault: 'unavailable' });
  expect(typed).toContain('<html lang="ar" dir="rtl">');
  expect(typed).toContain(translator('ar')('say.faults.later'));
  expect(typed).toMatch(new RegExp(`<textarea[^>]*>${form.words}</textarea>`));
  expect(typed).toContain(`name="key" value="${form.key}"`);
  expect(typed).toMatch(/value="sad" checked/);
  expect(back).toMatch(new RegExp(`<textarea[^>]*>${reply.words}</textarea>`));
  expect(back).toContain(`name="key" value="${reply.key}"`);
  expect(atDesk).toMatch(new RegExp(`<textarea[^>]*>${answer.words}</textarea>`));
  expect([await countMessages(world), await halves(world)]).toEqual([before, []]);

  expect(statuses([await sendPiece(), await sendPiece()])).toEqual([201, 201]);
  // The very same bytes, twice, as a phone that did not hear the first answer would send them.
  const taken = [];
  for (const body of [...bodies, ...bodies]) taken.push(await sendSealed(body));
  expect(statuses(taken)).toEqual(Array(6).fill(201));
  const told = taken.map(({ body }) => body.toString());
  expect(told.slice(3)).toEqual(told.slice(0, 3));
  const typedAgain = [await send('/manchester/ar/say', form), await send('/manchester/ar/say', form)];
  expect(statuses(typedAgain)).toEqual([200, 200]);
  const replies = [];
  for (let time = 0; time < 2; time += 1) replies.push(await send('/manchester/en/say/receipt/reply', reply));
  expect(statuses(replies)).toEqual([200, 200]);
  expect(replies[1]!.body.toString().match(/Written back just now/g)).toHaveLength(1);
  expect((await send(desk, answer, { cookie })).status).toBe(303);
  expect([await countMessages(world), await halves(world)]).toEqual([before + 4, []]);
});

test('a lock of two seconds is waited for', async () => {
  const before = await countMessages(world);
  const body = await sealedBody(world.db, 'Patience');
  const letGo = await lockMessages(world.database);
  const posts = Promise.all([
    sendSealed(body),
    send('/manchester/en/say', { words: 'Patience too', key: aSendKey() }),
  ]);
  await pause(2_000);
  await letGo();
  const answers = await posts;
  expect(statuses(answers)).toEqual([201, 200]);
  for (const { took } of answers) expect([took > 1_500, took < 5_000]).toEqual([true, true]);
  expect([await countMessages(world), await halves(world)]).toEqual([before + 2, []]);
});
