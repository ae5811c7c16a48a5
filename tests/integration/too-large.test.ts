import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askInBytes, form, json, type Answer, type Asking } from '../support/ask.ts';
import { harmIn } from '../support/harm.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const young = '/manchester/en';
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

async function answerTo(path: string, asking: Asking): Promise<Answer> {
  const answer = await ask(server.origin, path, asking);
  expect(harmIn(answer)).toEqual([]);
  return answer;
}

const piece = Buffer.alloc(64 * 1024, 'x');
/** A little under what is read at all. */
const MOST = 120_000;
const much = (pieces: number) => Buffer.concat(Array<Buffer>(pieces).fill(piece));
const kinds: [string, Asking][] = [
  [`${young}/say`, form({})],
  [`${young}/say/receipt/reply`, form({})],
  ['/manchester/desk/sign-in', form({})],
  [`${young}/say/sealed`, json('')],
  ['/reports', { method: 'POST', headers: { 'content-type': 'application/csp-report' } }],
];

test.each(kinds)('%s, with its length said and without', async (path, asking) => {
  expect((await answerTo(path, { ...asking, body: much(3) })).status).toBe(413);
  expect((await answerTo(path, { ...asking, body: [piece, piece, piece] })).status).toBe(413);
  expect((await answerTo(path, { ...asking, body: much(160) })).status).toBe(413);
  expect((await answerTo(path, { ...asking, body: Array<Buffer>(160).fill(piece) })).status).toBe(413);
});

/** Refused before it is read, for whatever reason. */
const unread: [string, Asking][] = [
  ...kinds,
  [
    `${young}/say?elsewhere`,
    { headers: { 'content-type': 'text/plain', origin: 'https://elsewhere.example' } },
  ],
  [`${young}/say?json`, json('')],
  [`${young}/say?/action`, form({})],
  [`${young}/promise`, form({})],
  ['/nowhere', form({})],
];

test.each(unread)('%s: nobody is cut off, and the connection goes on', async (path, { headers = {} }) => {
  const said = Object.entries({ host: 'x', accept: 'text/html', origin: server.origin, ...headers }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const head = `POST ${path} HTTP/1.1\r\n${said.join('\r\n')}\r\n`;
  const next = Buffer.from('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]);
  const chunked = [
    `${head}Transfer-Encoding: chunked\r\n\r\n`,
    ...Array<Buffer>(32).fill(chunk),
    '0\r\n\r\n',
  ];
  const whole = [`${head}Content-Length: ${32 * piece.length}\r\n\r\n`, much(32)];
  const allowed = [`${head}Content-Length: ${MOST}\r\n\r\n`, much(2).subarray(0, MOST)];
  for (const parts of [chunked, whole, allowed]) {
    const bytes = Buffer.concat([...parts.map((part) => Buffer.from(part)), next]);
    const text = await askInBytes(server.origin, bytes);
    expect(text.match(/HTTP\/1\.1 \d/g)).toEqual(['HTTP/1.1 4', 'HTTP/1.1 2']);
  }
});

test.each(kinds)('%s, by what it says: nothing is waited for', async (path, { headers = {} }) => {
  const type = String(headers['content-type']);
  const said = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${server.origin}\r\nContent-Type: ${type}\r\n`;
  const began = performance.now();
  const text = await askInBytes(
    server.origin,
    Buffer.from(`${said}Content-Length: 99999999999\r\nConnection: close\r\n\r\nwords=`),
  );
  expect(text).toMatch(/^HTTP\/1\.1 413 /);
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('nothing broke', () => {
  expect(server.log().trim().split('\n')).toHaveLength(1);
});
