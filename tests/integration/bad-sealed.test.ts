import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { takingTurns } from '../../src/lib/platform/turns.ts';
import type { SealedMessage } from '../../src/lib/voice/seal-message.ts';
import { ask, json, tally } from '../support/ask.ts';
import { leakIn, naughty } from '../support/naughty.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const SEALED = '/manchester/en/say/sealed';
let server: RunningServer;
let good: { key: string; message: SealedMessage };

beforeAll(async () => {
  server = await startServer({ ...world.database.environment, LIMIT_FACTOR: '1000' });
});

beforeEach(async () => {
  good = JSON.parse((await sealedOnPhone(world.db, 'manchester', 'Made up.')).body) as typeof good;
});

afterAll(async () => {
  await server?.stop();
});

const someAtOnce = takingTurns(16);
const post = (body: string) => someAtOnce(() => ask(server.origin, SEALED, json(body)));

async function stored(): Promise<number> {
  return (await world.db.selectFrom('messages').select('message_id').execute()).length;
}

/** Where a value stands in a sealed message, and the message with another in its place. */
const places: [string, (value: unknown) => unknown][] = [
  ['key', (key) => ({ ...good, key })],
  ['about', (about) => ({ ...good, about })],
  ['mood', (mood) => ({ ...good, mood })],
  ['answer', (answer) => ({ ...good, answer })],
  ['ageBand', (ageBand) => ({ ...good, ageBand })],
  ['area', (area) => ({ ...good, area })],
  ['message', (message) => ({ ...good, message })],
  ['messageId', (messageId) => ({ ...good, message: { ...good.message, messageId } })],
  ['verifier', (verifier) => ({ ...good, message: { ...good.message, verifier } })],
  ['sealed', (sealed) => ({ ...good, message: { ...good.message, sealed } })],
  ['keys', (keys) => ({ ...good, message: { ...good.message, keys } })],
  ['kid', (kid) => ({ ...good, message: { ...good.message, keys: { ...good.message.keys, kid } } })],
  [
    'forAuthority',
    (forAuthority) => ({
      ...good,
      message: { ...good.message, keys: { ...good.message.keys, forAuthority } },
    }),
  ],
  [
    'forReceipt',
    (forReceipt) => ({ ...good, message: { ...good.message, keys: { ...good.message.keys, forReceipt } } }),
  ],
];

/** What looks like something sealed cannot be told from it without a key; nobody picks a topic or has a feeling. */
const isFine = (place: string, text: string) =>
  ['about', 'mood', 'ageBand', 'area'].includes(place)
    ? text === ''
    : /^for|^sealed/.test(place) && /^[\w-]{50,400}$/.test(text);
const optional = ['about', 'mood', 'answer', 'ageBand', 'area'];

test.each(places)('every naughty string as %s is refused, and nothing is stored', async (place, put) => {
  const before = await stored();
  const strings = naughty.filter((text) => !isFine(place, text));
  expect(strings.length).toBeGreaterThan(naughty.length - 3);
  const answers = await Promise.all(
    strings.map(async (text) => {
      const answer = await post(JSON.stringify(put(text)));
      expect(leakIn(answer.text, text)).toBeNull();
      return answer;
    }),
  );
  // What is shaped like the name of a key is one that we do not have.
  expect(Object.keys(tally(answers))).toEqual(place === 'kid' ? ['400', '409'] : ['400']);
  expect(await stored()).toBe(before);
});

const kinds: unknown[] = [
  null,
  true,
  0,
  -1,
  1e21,
  [],
  {},
  ['yes'],
  [[]],
  { toString: 'yes' },
  { length: 22 },
  'x'.repeat(100_000),
];

test.each(places)('%s of another kind, or left out, is refused', async (place, put) => {
  const before = await stored();
  for (const value of kinds)
    expect([value, (await post(JSON.stringify(put(value)))).status]).toEqual([value, 400]);
  const without = await post(JSON.stringify(put(undefined)));
  expect(without.status).toBe(optional.includes(place) ? 201 : 400);
  expect(await stored()).toBe(before + (optional.includes(place) ? 1 : 0));
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['half a message', '{"key":"'],
  ['a word', '"words"'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['a list', '[]'],
  ['a mark of byte order', '\uFEFF{}'],
  ['a list in a list, 60,000 deep', '['.repeat(60_000)],
  ['the same, closed', '['.repeat(60_000) + ']'.repeat(60_000)],
  ['an object in an object, 15,000 deep', `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
  ['a form', 'words=hello&mood=sad'],
  ['bytes that are no text', '\u0000\u0001\u0002'],
  ['a prototype in place of fields', '{"__proto__":{"key":"kkkkkkkkkkkkkkkkkkkkkk"}}'],
])('%s is no message', async (_, body) => {
  const answer = await post(body);
  expect([answer.status, answer.text]).toEqual([400, '{"fault":"unreadable"}']);
  expect(answer.headers['content-type']).toBe('application/json');
});

test('fields that every object has, or that nobody asked for, change nothing', async () => {
  const { key, ...rest } = good;
  const more = `{"__proto__":{"mood":"sad","admin":true},"constructor":{"prototype":{"danger":1}},"authorityId":"warrington","looked":1,`;
  const answer = await post(`${more}${JSON.stringify({ key, ...rest }).slice(1)}`);
  expect(answer.status).toBe(201);
  const row = world.db.selectFrom('messages').selectAll().where('message_id', '=', good.message.messageId);
  expect(await row.executeTakeFirstOrThrow()).toMatchObject({ authority_id: 'manchester', mood: 'okay' });
  expect((await post('{}')).status).toBe(400);
});

test('an unknown authority or language is not found', async () => {
  for (const path of ['/nowhere/en', '/constructor/en', '/manchester/fr', '/manchester/xx'])
    expect((await ask(server.origin, `${path}/say/sealed`, json(JSON.stringify(good)))).status).toBe(404);
});

test('nothing broke, and nothing of it is in the log', () => {
  expect(server.log()).not.toMatch(/say\/sealed|"stack"/);
});
