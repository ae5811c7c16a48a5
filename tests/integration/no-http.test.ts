import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askInBytes } from '../support/ask.ts';
import { harmIn, protections } from '../support/harm.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const young = '/manchester/en';
const CANARY = 'canary-that-no-log-may-hold';
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

const end = '\r\nHost: x\r\nConnection: close\r\n\r\n';
test.each<[string, number, string | Buffer]>([
  ['words', 400, `${CANARY}\r\n\r\n`],
  ['zeros', 400, Buffer.alloc(1_000)],
  ['every byte there is', 400, Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
  ['the beginning of TLS', 400, Buffer.from('16030102000100018fc0303', 'hex')],
  ['HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a version there is not', 400, 'GET / HTTP/9.9\r\n\r\n'],
  ['a method there is not', 400, `BREW /${end}`],
  ['no host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['no host, for a page in memory', 400, `GET ${young}/help HTTP/1.1\r\nConnection: close\r\n\r\n`],
  ['a whole address', 400, `GET http://elsewhere.example/ HTTP/1.1${end}`],
  ['a star', 400, `GET * HTTP/1.1${end}`],
  ['an address of raw bytes', 400, Buffer.from(`GET /\xff\xfe HTTP/1.1${end}`, 'latin1')],
  ['a header without a name', 400, `GET / HTTP/1.1\r\n: x${end}`],
  ['a header in two lines', 400, `GET / HTTP/1.1\r\nX: a\r\n b${end}`],
  ['a space before a colon', 400, `GET / HTTP/1.1\r\nX : a${end}`],
  ['two lengths', 400, `POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2${end}`],
  ['a length below nothing', 400, `POST / HTTP/1.1\r\nContent-Length: -1${end}`],
  [
    'a length and pieces',
    400,
    `POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked${end}0\r\n\r\n`,
  ],
  ['a piece without a length', 400, `POST ${young}/say HTTP/1.1\r\nTransfer-Encoding: chunked${end}zz\r\n`],
  ['an address too long', 431, `GET /${'a'.repeat(20_000)} HTTP/1.1${end}`],
  ['too many headers', 431, `GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}${end}`],
  ['an expectation', 417, `GET / HTTP/1.1\r\nExpect: biscuits${end}`],
])('%s', async (_, status, bytes) => {
  const text = await askInBytes(server.origin, Buffer.from(bytes));
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const name of protections) expect(text.toLowerCase()).toContain(`\r\n${name}: `);
  expect(text).not.toContain(CANARY);
});

test('and the next one is answered', async () => {
  const answer = await ask(server.origin, `${young}/help`);
  expect([answer.status, harmIn(answer)]).toEqual([200, []]);
  expect(server.log().trim().split('\n')).toHaveLength(1);
});
