import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, form, json, tally, type Answer } from '../support/ask.ts';
import { sealedBodies, wrongOpener } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const shared = kind === 'postgresql';
let first: RunningServer;
let second: RunningServer;
let behindProxy: RunningServer;

beforeAll(async () => {
  const { environment } = world.database;
  [first, second, behindProxy] = await Promise.all([
    startServer(environment),
    startServer(environment),
    startServer({ ...environment, ADDRESS_HEADER: 'X-Forwarded-For' }),
  ]);
});

afterAll(() => Promise.all([first, second, behindProxy].map((server) => server?.stop())));

function wrong(
  server: RunningServer,
  authorityId: string,
  from: string,
  forwarded?: string,
): Promise<Answer> {
  const { headers, ...asking } = form({ opener: wrongOpener() }, from);
  return ask(server.origin, `/${authorityId}/en/say/receipt`, {
    ...asking,
    headers: { ...headers, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) },
  });
}

const many = <T>(count: number, make: (place: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, place) => make(place)));

const either = (place: number) => (place % 2 === 0 ? first : second);

test('messages: servers that share a database share its limits; on SQLite each counts for itself', async () => {
  const bodies = await sealedBodies(world.db, 'manchester', 260);
  const answers = await many(260, (place) =>
    ask(either(place).origin, '/manchester/en/say/sealed', json(bodies[place]!, '127.0.1.1')),
  );
  expect(tally(answers)).toEqual(shared ? { 201: 120, 429: 140 } : { 201: 240, 429: 20 });
  const stored = await world.db.selectFrom('messages').select('message_id').execute();
  expect(stored).toHaveLength(shared ? 120 : 240);
});

test('wrong receipts: the same; at most one more that the other server was already looking at', async () => {
  const looked = tally(await many(80, (place) => wrong(either(place), 'manchester', '127.0.2.1')))[400] ?? 0;
  if (shared) expect([30, 31]).toContain(looked);
  else expect(looked).toBe(60);
});

test('where no proxy is configured, a header that a sender wrote changes nothing', async () => {
  const forged = (place: number) => wrong(first, 'cheshire-east', '127.0.3.1', `198.51.${place}.1`);
  expect(tally(await many(35, forged))).toEqual({ 400: 30, 429: 5 });
  expect((await wrong(first, 'cheshire-east', '127.0.4.1', '198.51.0.1')).status).toBe(400);
});

test('behind a proxy, the address it wrote is counted, and what a sender wrote before it changes nothing', async () => {
  const from = '127.0.5.1';
  const forwarded = (place: number) =>
    wrong(behindProxy, 'warrington', from, `203.0.${place}.9, 198.51.100.${1 + place}`);
  expect(tally(await many(35, forwarded))).toEqual({ 400: 30, 429: 5 });
  expect((await wrong(behindProxy, 'warrington', from, '198.51.100.1, 192.0.2.1')).status).toBe(400);
  expect((await wrong(behindProxy, 'warrington', from)).status).toBe(400);
});
