import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealedBody } from '../bench/messages.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { ask, asForm, type Plain } from '../support/plain-http.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const TOKEN = 'a-token-of-the-operator-in-tests';
const PAGE = '/manchester/en/promise';
let story: DeskStory;
let server: RunningServer;
let editor: Client;

beforeAll(async () => {
  story = await playDeskStory(world);
  server = await startServer(world.database.environment, { OPERATOR_TOKEN: TOKEN });
  editor = await clientOf(server.origin, world.db, world.staff.editor);
}, 120_000);

afterAll(() => server?.stop());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  ask(server.origin, path, { method, headers });
const one = ({ headers }: Plain, name: string) => (headers.get(name) ?? ['none']).join(' and ');
const cookie = () => ({ cookie: [...editor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') });

describe('what nobody may keep', () => {
  const post = (path: string, fields: Record<string, string>, more = {}) =>
    ask(server.origin, path, asForm(server.origin, fields, more));
  const sealed = (body: string) => {
    const headers = { origin: server.origin, 'content-type': 'application/json' };
    return ask(server.origin, '/manchester/en/say/sealed', { method: 'POST', body, headers });
  };

  test.each<[string, number, () => Promise<Plain>]>([
    ['a form', 200, () => get('/manchester/en/say')],
    ['the form for a receipt', 200, () => get('/manchester/en/say/receipt')],
    ['what was sent', 200, () => post('/manchester/en/say', { words: 'Some words' })],
    ['a form with a fault', 400, () => post('/manchester/en/say', { words: '' })],
    ['a receipt that is none', 400, () => post('/manchester/en/say/receipt', { receipt: 'hello' })],
    ['a sealed message', 201, async () => sealed(await sealedBody(world.db, 'Sealed'))],
    ['a sealed message that is none', 400, () => sealed('{}')],
    ['a check-back without an answer', 400, () => post('/manchester/en/done/you-said-something', {})],
    ['something else than a form', 415, () => post('/manchester/en/say', {}, { 'content-encoding': 'br' })],
    ['too much', 413, () => post('/manchester/en/say', { words: 'x'.repeat(140_000) })],
    ['from elsewhere', 403, () => post('/manchester/en/say', {}, { origin: 'https://elsewhere.example' })],
    ['to no page at all', 404, () => post('/nowhere/at/all', {})],
    ['another method', 405, () => get('/manchester/en', {}, 'DELETE')],
    ['the desk, signed out', 303, () => get('/manchester/desk')],
    ['a page of the desk, signed out', 303, () => get(`/manchester/desk/moderation/${story.moderation}`)],
    ['signing in', 200, () => get('/manchester/desk/sign-in')],
    ['the desk', 200, () => get('/manchester/desk', cookie())],
    ['a page of the desk', 200, () => get('/manchester/desk/content', cookie())],
    ['a page of the desk for others', 404, () => get('/manchester/desk/people', cookie())],
    ['figures', 200, () => get('/metrics', { authorization: `Bearer ${TOKEN}` })],
  ])('%s', async (_, status, asking) => {
    const answer = await asking();
    expect([answer.status, one(answer, 'cache-control'), one(answer, 'etag')]).toEqual([
      status,
      'no-store',
      'none',
    ]);
  });
});

describe('a public page', () => {
  test.each(['check', 'changes'])('where answers are given (%s) is in no browser’s memory', async (name) => {
    for (const _ of ['made', 'kept']) {
      const answer = await get(`/manchester/en/offer/${name}`);
      expect([answer.status, one(answer, 'cache-control')]).toEqual([200, 'no-store']);
    }
  });

  test('is the same in every encoding, asked about each time, and answered 304 without a body', async () => {
    const plain = await get(PAGE);
    const packed = await Promise.all(['br', 'gzip'].map((name) => get(PAGE, { 'accept-encoding': name })));
    for (const answer of [plain, ...packed]) {
      expect(one(answer, 'cache-control')).toBe('no-cache');
      expect(one(answer, 'vary')).toBe('Accept-Encoding');
      expect(one(answer, 'etag')).toMatch(/^W\/"[\w-]{16}"$/);
      expect(one(answer, 'etag')).toBe(one(plain, 'etag'));
      expect(Number(one(answer, 'content-length'))).toBe(answer.body.length);
    }
    expect(packed.map((answer) => one(answer, 'content-encoding'))).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(packed[0]!.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(packed[1]!.body).equals(plain.body)).toBe(true);
    const unchanged = await get(PAGE, { 'if-none-match': one(plain, 'etag'), 'accept-encoding': 'br' });
    expect([unchanged.status, unchanged.body.length, one(unchanged, 'etag')]).toEqual([
      304,
      0,
      one(plain, 'etag'),
    ]);
    expect((await get(PAGE, { 'if-none-match': 'W/"AAAAAAAAAAAAAAAA"' })).status).toBe(200);
    const head = await get(PAGE, { 'accept-encoding': 'br' }, 'HEAD');
    expect([head.status, head.body.length, one(head, 'content-length')]).toEqual([
      200,
      0,
      one(packed[0]!, 'content-length'),
    ]);
  });

  test('is kept under its one plain address only, and has a weak tag under any', async () => {
    const fromMemory = async () => {
      const { body } = await get('/metrics', { authorization: `Bearer ${TOKEN}` });
      return Number(/^said_and_done_pages_from_memory\{status="200"\} (\d+)$/m.exec(body.toString())?.[1]);
    };
    await get('/manchester/en/help');
    const before = await fromMemory();
    for (const path of ['/manchester/en/help?a=b', '/manchester/en/help?', '/manchester/en/hel%70']) {
      for (const method of ['GET', 'GET', 'HEAD']) {
        const answer = await get(path, { 'accept-encoding': 'br' }, method);
        expect([path, answer.status, one(answer, 'cache-control'), one(answer, 'vary')]).toEqual([
          path,
          200,
          'no-cache',
          'Accept-Encoding',
        ]);
        expect(one(answer, 'etag')).toMatch(/^W\/"/);
      }
    }
    for (const path of [
      '/manchester/en/help/',
      '//manchester/en/help',
      '/manchester/en//help',
      '/Manchester/en/help',
    ])
      expect([path, [308, 404].includes((await get(path)).status)]).toEqual([path, true]);
    expect(await fromMemory()).toBe(before);
    await get('/manchester/en/help');
    expect(await fromMemory()).toBe(before + 1);
  });
});
