import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lang } from '../../src/lib/i18n/languages.ts';
import { translator } from '../../src/lib/i18n/translator.ts';
import type {} from '../../src/lib/platform/limits.table.ts';
import { takingTurns } from '../../src/lib/platform/turns.ts';
import { ask, form, json, tally, waitsIn, type Answer } from '../support/ask.ts';
import { pieceAsked, piecePath } from '../support/phone-pieces.ts';
import { sealedBodies, sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

/** As many at once as a machine can hold open. */
const manyAtOnce = takingTurns(100);

function send(authorityId: string, body: string, from: string): Promise<Answer> {
  return manyAtOnce(() => ask(server.origin, `/${authorityId}/en/say/sealed`, json(body, from)));
}

async function stored(authorityId: string): Promise<number> {
  const rows = await world.db
    .selectFrom('messages')
    .select('message_id')
    .where('authority_id', '=', authorityId);
  return (await rows.execute()).length;
}

/** As if the minute were over: counters are in the database where servers share them, else in the server's memory. */
async function aMinuteLater(): Promise<void> {
  await server.stop();
  if (kind === 'postgresql') await world.db.deleteFrom('limits').execute();
  server = await startServer(world.database.environment);
}

test('120 a minute from one network, however many at once; the rest wait, and nothing of them is stored', async () => {
  const bodies = await sealedBodies(world.db, 'manchester', 130);
  const answers = await Promise.all(
    bodies.map((body, place) => send('manchester', body, `127.0.1.${1 + (place % 200)}`)),
  );
  expect(tally(answers)).toEqual({ 201: 120, 429: 10 });
  for (const wait of waitsIn(answers)) expect(wait >= 10 && wait <= 60).toBe(true);
  expect(await stored('manchester')).toBe(120);

  const refused = bodies.filter((_, place) => answers[place]?.status === 429);
  const again = await Promise.all(refused.map((body) => send('manchester', body, '127.0.2.1')));
  expect(tally(again)).toEqual({ 201: 10 });
  const taken = bodies.filter((_, place) => answers[place]?.status === 201).slice(0, 100);
  const twice = await Promise.all(taken.map((body) => send('manchester', body, '127.0.3.1')));
  expect(twice.map(({ text }) => text).sort()).toEqual(
    answers
      .filter(({ status }) => status === 201)
      .slice(0, 100)
      .map(({ text }) => text)
      .sort(),
  );
  expect(await stored('manchester')).toBe(130);
});

test('600 a minute at one authority, from however many networks; sent again when it is over, every one is taken', async () => {
  const bodies = await sealedBodies(world.db, 'cheshire-east', 660);
  const answers = await Promise.all(
    bodies.map((body, place) => send('cheshire-east', body, `127.1.${place % 6}.1`)),
  );
  expect(tally(answers)).toEqual({ 201: 600, 429: 60 });
  for (const wait of waitsIn(answers)) expect(wait >= 10 && wait <= 60).toBe(true);
  expect(await stored('cheshire-east')).toBe(600);

  await aMinuteLater();
  const refused = bodies.filter((_, place) => answers[place]?.status === 429);
  const again = await Promise.all(refused.map((body) => send('cheshire-east', body, '127.1.0.1')));
  expect(tally(again)).toEqual({ 201: 60 });
  expect(await stored('cheshire-east')).toBe(660);
});

test('one network that floods uses up its own limit, never the whole authority’s', async () => {
  const [body = '', other = ''] = await sealedBodies(world.db, 'warrington', 2);
  const flood = await Promise.all(Array.from({ length: 700 }, () => send('warrington', body, '127.2.1.1')));
  expect(tally(flood)).toEqual({ 201: 120, 429: 580 });
  expect((await send('warrington', other, '127.2.2.1')).status).toBe(201);
  expect(await stored('warrington')).toBe(2);
});

test('a form that must wait keeps what was typed and says so in the reader’s language', async () => {
  const from = '127.3.1.1';
  const { body, opener } = await sealedOnPhone(world.db, 'manchester', 'A made-up message.');
  await Promise.all(Array.from({ length: 120 }, () => send('manchester', body, from)));
  const before = await stored('manchester');
  for (const lang of ['en', 'ar', 'pl', 'ti'] satisfies Lang[]) {
    const words = `كلمات words słowa ቃላት ${lang}`;
    const typed = { words, mood: 'sad', answer: 'no', about: 'care/healthy', key: 'k'.repeat(22) };
    const answer = await ask(server.origin, `/manchester/${lang}/say`, form(typed, from));
    const seconds = Number(answer.headers['retry-after']);
    expect([answer.status, seconds >= 10 && seconds <= 60]).toEqual([429, true]);
    expect(answer.text).toContain(`<html lang="${lang}"`);
    expect(answer.text).toContain(translator(lang)('say.faults.busy', { seconds }));
    expect(answer.text).toContain(`>${words}</textarea>`);
    expect(answer.text).toMatch(/value="sad" checked/);
    expect(answer.text).toMatch(/value="no" checked/);
    expect(answer.text).toMatch(/value="care\/healthy" selected/);
    expect(answer.text).toContain(`name="key" value="${typed.key}"`);
    const reply = await ask(
      server.origin,
      `/manchester/${lang}/say/receipt/reply`,
      form({ opener, words, key: typed.key }, from),
    );
    expect([reply.status, reply.text.includes(`>${words}</textarea>`)]).toEqual([429, true]);
  }
  expect(await stored('manchester')).toBe(before);
});

test('pieces of recordings have a limit of their own: a flood of them keeps nobody’s words out', async () => {
  const messageId = '0190a5c0-0000-7000-8000-000000000000';
  const path = piecePath(messageId, 'voice.0', '/warrington/en');
  const asked = pieceAsked(new Uint8Array(100), '127.4.1.1');
  const answers = await Promise.all(
    Array.from({ length: 130 }, () => manyAtOnce(() => ask(server.origin, path, asked))),
  );
  expect(tally(answers)).toEqual({ 201: 120, 429: 10 });
  for (const wait of waitsIn(answers)) expect(wait >= 10 && wait <= 60).toBe(true);
  const [body = ''] = await sealedBodies(world.db, 'warrington', 1);
  expect((await send('warrington', body, '127.4.1.1')).status).toBe(201);
});
