import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealedBody } from '../bench/messages.ts';
import { clientOf } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { ask, asForm, say, type Plain } from '../support/plain-http.ts';
import { faultsOf } from '../support/protection.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const TOKEN = 'a-token-of-the-operator-in-tests';
let server: RunningServer;
let story: DeskStory;
let cookie: string;
let openerOfThread: string;
let immutable: string;
/** Begun first, because it takes ten seconds: somebody who never finishes the head of a request. */
let slow: Promise<Plain>;

beforeAll(async () => {
  story = await playDeskStory(world);
  server = await startServer(world.database.environment, { OPERATOR_TOKEN: TOKEN });
  slow = say(server.origin, 'GET / HTTP/1.1\r\nHost: localhost\r\n');
  const editor = await clientOf(server.origin, world.db, world.staff.editor);
  cookie = [...editor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = await editor.post('/manchester/en/say', { words: 'For its thread' });
  openerOfThread = /name="opener" value="([\w-]{86})"/.exec(sent.text)?.[1] ?? '';
  immutable = /\/_app\/immutable\/assets\/[^"]+\.css/.exec(sent.text)?.[0] ?? '';
}, 120_000);

afterAll(() => server?.stop());

type Headers = Record<string, string>;
type Case = [status: number, what: string, asking: () => Promise<Plain>];

const HOST = 'Host: localhost\r\n';
const DONE = 'Connection: close\r\n\r\n';
const JSON_TYPE = { 'content-type': 'application/json' };
const BYTES = { 'content-type': 'application/octet-stream' };
const A_PIECE = '0190a5c0-0000-7000-8000-000000000000';
const raw = (bytes: string) => () => say(server.origin, bytes);
const get =
  (path: string, headers: Headers = {}, method = 'GET') =>
  () =>
    ask(server.origin, path, { method, headers });
const form =
  (path: string, fields: () => Record<string, string>, more: Headers = {}) =>
  () =>
    ask(server.origin, path, asForm(server.origin, fields(), more));
const post = (path: string, body: string, headers: Headers) => () =>
  ask(server.origin, path, { method: 'POST', body, headers: { origin: server.origin, ...headers } });
const sealed = async (headers: Headers = {}, change = (body: string) => body) =>
  post('/manchester/en/say/sealed', change(await sealedBody(world.db, 'Sealed')), {
    ...JSON_TYPE,
    ...headers,
  })();

const pages: Case[] = [
  [200, 'a public page, made just now', get('/manchester/en/offer')],
  [200, 'the same from memory', get('/manchester/en/offer')],
  [200, 'in br', get('/manchester/en/offer', { 'accept-encoding': 'br' })],
  [200, 'in gzip', get('/manchester/en/offer', { 'accept-encoding': 'gzip' })],
  [200, 'its head', get('/manchester/en/offer', {}, 'HEAD')],
  [200, 'the head of a page nobody has asked for', get('/manchester/ar/offer', {}, 'HEAD')],
  [200, 'with a query', get('/manchester/en/offer?a=b', { 'accept-encoding': 'br' })],
  [308, 'with a slash too many', get('/manchester/en/offer/')],
  [200, 'the start', get('/')],
  [303, 'a council without a language', get('/manchester')],
  [200, 'a form', get('/manchester/en/say', { 'accept-encoding': 'gzip' })],
  [200, 'what was sent', form('/manchester/en/say', () => ({ words: 'Some words' }))],
  [200, 'a thread', form('/manchester/en/say/receipt', () => ({ opener: openerOfThread }))],
  [400, 'a form with a fault', form('/manchester/en/say', () => ({ words: '' }))],
  [303, 'the desk, to somebody signed out', get('/manchester/desk')],
  [200, 'the desk', () => get('/manchester/desk', { cookie })()],
  [200, 'an editor’s page', () => get('/manchester/desk/content', { cookie })()],
  [404, 'a desk page for somebody else', () => get(`/manchester/desk/points/${story.points}`, { cookie })()],
  [200, 'signing in', get('/manchester/desk/sign-in')],
  [200, 'all pages of a council', get('/manchester/en/kept/pages.json')],
  [200, 'the manifest', get('/manchester/en/app.webmanifest')],
];

const files: Case[] = [
  [200, 'an icon', get('/icon.svg')],
  [206, 'a part of it', get('/icon.svg', { range: 'bytes=0-3' })],
  [416, 'a part it has not', get('/icon.svg', { range: 'bytes=900000-' })],
  [200, 'the service worker', get('/service-worker.js', { 'accept-encoding': 'br' })],
  [200, 'an asset that never changes', () => get(immutable, { 'accept-encoding': 'br' })()],
  [200, 'the process is there', get('/healthz')],
  [404, 'figures, to anybody', get('/metrics')],
  [200, 'figures, to the operator', get('/metrics', { authorization: `Bearer ${TOKEN}` })],
];

const refusals: Case[] = [
  [404, 'an unknown page', get('/nowhere')],
  [404, 'an unknown page of a council', get('/manchester/en/promise/nothing')],
  [400, 'an address that is none', get('/%zz')],
  [405, 'another method', get('/manchester/en', {}, 'DELETE')],
  [405, 'a method of nobody’s', get('/manchester/en', {}, 'TRACE')],
  [415, 'a compressed body', form('/manchester/en/say', () => ({}), { 'content-encoding': 'gzip' })],
  [415, 'a form that is JSON', post('/manchester/en/say', '{}', { ...JSON_TYPE, accept: 'text/html' })],
  [413, 'too much at once', form('/manchester/en/say', () => ({ words: 'x'.repeat(140_000) }))],
  [403, 'from another site', form('/manchester/en/say', () => ({}), { origin: 'https://elsewhere.example' })],
  [204, 'a report', post('/reports', '{}', { 'content-type': 'application/reports+json' })],
  [415, 'a report that is none', post('/reports', '{}', JSON_TYPE)],
  [
    413,
    'a report of a novel',
    post('/reports', 'x'.repeat(9_000), { 'content-type': 'application/csp-report' }),
  ],
];

const sealedOnes: Case[] = [
  [201, 'a sealed message', sealed],
  [400, 'a sealed message that is none', () => sealed({}, () => '{}')],
  [403, 'a sealed message from another site', () => sealed({ origin: 'https://elsewhere.example' })],
  [404, 'a sealed message to nobody', post('/nowhere/en/say/sealed', '{}', JSON_TYPE)],
  [413, 'a sealed message of a novel', () => sealed({}, () => 'x'.repeat(140_000))],
  [404, 'a piece without a name of ours', post(`/manchester/en/say/pieces/${A_PIECE}/film.0`, 'x', BYTES)],
  [
    413,
    'a piece of a novel',
    post(`/manchester/en/say/pieces/${A_PIECE}/voice.0`, 'x'.repeat(270_000), BYTES),
  ],
  [415, 'a sealed message of another type', () => sealed({ 'content-type': 'text/plain' })],
];

const noHttp: Case[] = [
  [400, 'no HTTP', raw('Hello!\r\n\r\n')],
  [400, 'no host', raw('GET /manchester/en/offer HTTP/1.1\r\n\r\n')],
  [400, 'an address elsewhere', raw(`GET http://elsewhere.example/ HTTP/1.1\r\n${HOST}${DONE}`)],
  [405, 'everything', raw(`OPTIONS * HTTP/1.1\r\n${HOST}${DONE}`)],
  [417, 'an expectation', raw(`GET / HTTP/1.1\r\n${HOST}Expect: the-impossible\r\n${DONE}`)],
  [431, 'a head that is too large', raw(`GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(20_000)}\r\n\r\n`)],
  [
    400,
    'lengths that contradict each other',
    raw(`POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`),
  ],
  [408, 'somebody too slow', () => slow],
];

/** Answers of the one page that may record a voice. */
const recording = [
  ...['a form', 'what was sent', 'a form with a fault', 'a compressed body', 'a form that is JSON'],
  ...['too much at once', 'from another site'],
];

describe.each([
  ['pages', pages],
  ['files', files],
  ['refusals', refusals],
  ['sealed messages', sealedOnes],
  ['what is no HTTP', noHttp],
])('%s carry every protecting header exactly once', (_, cases) => {
  test.each(cases)('%i %s', async (status, what, asking) => {
    const answer = await asking();
    expect([answer.status, ...faultsOf(answer, false, recording.includes(what))]).toEqual([status]);
  });
});

test('a page that has not changed, from memory and from a file', async () => {
  for (const path of ['/manchester/en/offer', '/icon.svg']) {
    const first = await get(path)();
    const again = await get(path, { 'if-none-match': first.headers.get('etag')?.[0] ?? '' })();
    expect([again.status, again.body.length, ...faultsOf(again)]).toEqual([304, 0]);
  }
});

test('whoever must wait, and whether the server is ready', async () => {
  const guess = form('/manchester/en/say/receipt', () => ({ opener: randomBytes(64).toString('base64url') }));
  let answer = await guess();
  for (let tries = 0; tries < 40 && answer.status === 400; tries += 1) answer = await guess();
  expect([answer.status, ...faultsOf(answer)]).toEqual([429]);
  expect(Number(answer.headers.get('retry-after')?.[0])).toBeGreaterThan(0);
  for (const headers of [undefined, { authorization: `Bearer ${TOKEN}` }])
    expect(faultsOf(await get('/readyz', headers)())).toEqual([]);
});

test('over TLS, and only then, browsers are told to stay with it', async () => {
  const secure = await startServer(world.database.environment, { ORIGIN: 'https://say.example.gov.uk' });
  try {
    const records = ['/manchester/en/say', '/manchester/en/review/8-12'];
    const others = ['/manchester/en', '/manchester/en', '/manchester/en/review', '/icon.svg', '/nowhere'];
    for (const path of [...records, ...others])
      expect([path, ...faultsOf(await ask(secure.origin, path), true, records.includes(path))]).toEqual([
        path,
      ]);
    expect(faultsOf(await say(secure.origin, 'Hello!\r\n\r\n'), true)).toEqual([]);
  } finally {
    await secure.stop();
  }
});

test('the check itself finds what is missing, twice there, or too generous', async () => {
  const right = await get('/icon.svg')();
  const changed = (name: string, values: string[]) =>
    faultsOf({ ...right, headers: new Map([...right.headers, [name, values]]) }).length;
  const policy = right.headers.get('content-security-policy')?.[0] ?? '';
  expect(faultsOf(right)).toEqual([]);
  expect(changed('x-frame-options', [])).toBe(1);
  expect(changed('x-frame-options', ['DENY', 'DENY'])).toBe(1);
  expect(changed('content-security-policy', [policy.replace("'self'", "'self' 'unsafe-inline'")])).toBe(2);
  expect(changed('permissions-policy', ['camera=(self)'])).toBeGreaterThan(1);
  expect(changed('strict-transport-security', ['max-age=1'])).toBe(1);
});
