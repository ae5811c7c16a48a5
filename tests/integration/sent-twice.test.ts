import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, form, json, tally, type Answer } from '../support/ask.ts';
import { playDeskStory } from '../support/desk-story.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const young = '/manchester/en';
const servers: RunningServer[] = [];
let published = { opener: '', decisionId: '' };

beforeAll(async () => {
  const { sent } = await playDeskStory(world);
  const { decision_id: decisionId } = await world.db
    .selectFrom('decisions')
    .select('decision_id')
    .where('state', '=', 'we-did')
    .executeTakeFirstOrThrow();
  published = { opener: sent.opener, decisionId };
  const environment = { ...world.database.environment, LIMIT_FACTOR: '100' };
  servers.push(...(await Promise.all([startServer(environment), startServer(environment)])));
});

afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** The same at once to two servers that share a database. */
const toBoth = (count: number, send: (origin: string) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, place) => send(servers[place % 2]!.origin)));

async function entriesOf(opener: string): Promise<string[]> {
  const { text } = await ask(servers[0]!.origin, `${young}/say/receipt`, form({ opener }));
  return [...text.matchAll(/<p class="words" dir="auto">([^<]*)</g)].map(([, words = '']) => words);
}

async function messages(): Promise<number> {
  return (await world.db.selectFrom('messages').select('message_id').execute()).length;
}

test('a form sent fifty times at once is one message with one receipt', async () => {
  const before = await messages();
  const fields = { words: 'Only once please', key: 'f'.repeat(22) };
  const answers = await toBoth(50, (origin) => ask(origin, `${young}/say`, form(fields)));
  expect(tally(answers)).toEqual({ 200: 50 });
  const receipts = answers.map(({ text }) =>
    text
      .match(/<li>[a-z]+<\/li>/g)
      ?.slice(0, 7)
      .join(' '),
  );
  expect(new Set(receipts).size).toBe(1);
  expect(receipts[0]?.split(' ')).toHaveLength(7);
  expect(await messages()).toBe(before + 1);
  const received = world.db
    .selectFrom('audit_entries')
    .select('seq')
    .where('action', '=', 'message.received');
  expect(await received.execute()).toHaveLength(before + 1);
});

test('a sealed message sent fifty times at once is one, and each is told the same', async () => {
  const before = await messages();
  const { body, opener } = await sealedOnPhone(world.db, 'manchester', 'Sealed once');
  const answers = await toBoth(50, (origin) => ask(origin, `${young}/say/sealed`, json(body)));
  expect(tally(answers)).toEqual({ 201: 50 });
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await messages()).toBe(before + 1);
  expect(await entriesOf(opener)).toEqual(['Sealed once']);
});

test('something else under the same key, or under the same id, is refused, and the first stays', async () => {
  const first = await sealedOnPhone(world.db, 'manchester', 'The first');
  const other = await sealedOnPhone(world.db, 'manchester', 'The other');
  const { key, message } = JSON.parse(first.body) as { key: string; message: { messageId: string } };
  const told = JSON.parse(other.body) as { key: string; message: object };
  const send = (body: unknown) => ask(servers[0]!.origin, `${young}/say/sealed`, json(JSON.stringify(body)));
  expect((await send(JSON.parse(first.body))).status).toBe(201);
  const before = await messages();
  expect((await send({ ...told, key })).status).toBe(422);
  expect((await send({ ...told, message: { ...told.message, messageId: message.messageId } })).status).toBe(
    422,
  );
  expect(await messages()).toBe(before);
  expect(await entriesOf(first.opener)).toEqual(['The first']);
  expect((await send({ ...told, message: { ...told.message, messageId: randomUUID() } })).status).toBe(201);
});

test('of two that differ under one key, sent at once, one is taken and the other told so', async () => {
  const both = await Promise.all(['One', 'Two'].map((words) => sealedOnPhone(world.db, 'manchester', words)));
  const key = 'd'.repeat(22);
  const bodies = both.map(({ body }) => JSON.stringify({ ...(JSON.parse(body) as object), key }));
  const before = await messages();
  const answers = await Promise.all(
    bodies.map((body, place) => ask(servers[place]!.origin, `${young}/say/sealed`, json(body))),
  );
  expect(tally(answers)).toEqual({ 201: 1, 422: 1 });
  expect(await messages()).toBe(before + 1);
});

test('words added fifty times at once are added once', async () => {
  const { body, opener } = await sealedOnPhone(world.db, 'manchester', 'To begin with');
  await ask(servers[0]!.origin, `${young}/say/sealed`, json(body));
  const fields = { opener, words: 'And then', key: 'a'.repeat(22) };
  const answers = await toBoth(50, (origin) => ask(origin, `${young}/say/receipt/reply`, form(fields)));
  expect(tally(answers)).toEqual({ 200: 50 });
  expect(await entriesOf(opener)).toEqual(['To begin with', 'And then']);
});

test('“did we get it right?” answered twenty times at once counts once', async () => {
  const { opener, decisionId } = published;
  const fields = { opener, decision: decisionId, answer: 'partly' };
  const answers = await toBoth(20, (origin) => ask(origin, `${young}/say/receipt/check-back`, form(fields)));
  expect(tally(answers)).toEqual({ 200: 20 });
  const rows = await world.db
    .selectFrom('thread_entries')
    .select('entry_id')
    .where('kind', '=', 'check-back')
    .execute();
  expect(rows).toHaveLength(1);
});
