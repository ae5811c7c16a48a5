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

/** The framework takes none that is shorter. */
const EDGE = '-'.repeat(27) + 'edge';

test('a form with files: as much as it may bring is read, more is not, and the connection goes on', async () => {
  const type = `multipart/form-data; boundary=${EDGE}`;
  const said = `POST ${young}/say HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nOrigin: ${server.origin}\r\nContent-Type: ${type}\r\n`;
  const next = Buffer.from('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const field = (name: string, more = '') =>
    `--${EDGE}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const bodyOf = (pieces: number) =>
    Buffer.concat([
      Buffer.from(`${field('words')}Typed with care\r\n${field('drawing', '; filename="me.png"')}`),
      much(pieces),
      Buffer.from(`\r\n--${EDGE}--\r\n`),
    ]);
  const chunked = (body: Buffer) =>
    Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
  const cases: [number, RegExp][] = [
    [63, /^HTTP\/1\.1 400 [^]*Typed with care[^]*HTTP\/1\.1 200 /],
    [65, /^HTTP\/1\.1 413 [^]*That is too big[^]*HTTP\/1\.1 200 /],
    [400, /^HTTP\/1\.1 413 [^]*That is too big[^]*HTTP\/1\.1 200 /],
  ];
  for (const [pieces, expected] of cases) {
    const body = bodyOf(pieces);
    const whole = Buffer.concat([Buffer.from(`${said}Content-Length: ${body.length}\r\n\r\n`), body, next]);
    expect(await askInBytes(server.origin, whole)).toMatch(expected);
    const inChunks = [Buffer.from(`${said}Transfer-Encoding: chunked\r\n\r\n`), chunked(body), next];
    expect(await askInBytes(server.origin, Buffer.concat(inChunks))).toMatch(expected);
  }
  // No other form may bring as much.
  const reply = said.replace('/say HTTP', '/say/receipt/reply HTTP');
  const body = bodyOf(3);
  const other = Buffer.concat([Buffer.from(`${reply}Content-Length: ${body.length}\r\n\r\n`), body, next]);
  expect(await askInBytes(server.origin, other)).toMatch(/^HTTP\/1\.1 413 /);
});

test('nothing broke', () => {
  expect(server.log().trim().split('\n')).toHaveLength(1);
});
