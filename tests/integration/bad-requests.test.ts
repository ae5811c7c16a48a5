import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, form, type Answer, type Asking } from '../support/ask.ts';
import { harmIn } from '../support/harm.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const CANARY = 'canary-that-no-log-may-hold';
const young = '/manchester/en';
const REPORT = 'application/csp-report';
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

async function answerTo(path: string, asking: Asking): Promise<Answer> {
  const answer = await ask(server.origin, path, asking);
  expect(harmIn(answer)).toEqual([]);
  expect(answer.text).not.toContain(CANARY);
  return answer;
}

const forms = [
  `${young}/say`,
  `${young}/say/receipt`,
  `${young}/say/receipt/reply`,
  `${young}/say/receipt/check-back`,
  '/manchester/desk/sign-in',
  '/manchester/desk/sign-in/invitation',
];

describe('a wrong method is told which are right', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH'])(
    '%s anywhere',
    async (method) => {
      for (const path of [
        '/',
        ...forms,
        `${young}/say/sealed`,
        '/reports',
        '/healthz',
        '/icon.svg',
        '/nowhere',
      ]) {
        const { status, headers } = await answerTo(path, { method });
        expect([path, status, headers.allow]).toEqual([path, 405, 'GET, HEAD, POST']);
      }
    },
  );

  test.each([
    ['GET', `${young}/say/sealed`, 'POST'],
    ['GET', '/reports', 'POST'],
    ['POST', `${young}/promise`, 'GET'],
    ['POST', '/', 'GET'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['POST', `${young}/kept/pages.json`, 'GET, HEAD'],
  ])('%s %s', async (method, path, allow) => {
    const { status, headers } = await answerTo(
      path,
      method === 'POST' ? form({ words: CANARY }) : { method },
    );
    expect([status, headers.allow]).toEqual([405, allow]);
  });
});

describe('a wrong type', () => {
  const types = [
    'application/json',
    'text/plain',
    'text/html',
    'application/octet-stream',
    REPORT,
    'nonsense',
    undefined,
  ];

  test.each(forms)('%s takes forms and nothing else', async (path) => {
    for (const type of types) {
      const headers = type === undefined ? {} : { 'content-type': type };
      const { status } = await answerTo(path, { method: 'POST', headers, body: `words=${CANARY}` });
      expect([type, status]).toEqual([type, 415]);
    }
  });

  test.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'text/json',
    'application/json, application/json',
    'application/x-www-form-urlencoded',
    undefined,
  ])('a sealed message as %s', async (type) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await answerTo(`${young}/say/sealed`, { method: 'POST', headers, body: '{}' });
    expect([answer.status, answer.text]).toEqual([415, '{"fault":"wrong-type"}']);
  });

  test('a policy report as anything but a report', async () => {
    for (const type of types.filter((one) => one !== REPORT)) {
      const headers = type === undefined ? {} : { 'content-type': type };
      expect((await answerTo('/reports', { method: 'POST', headers, body: '{}' })).status).toBe(415);
    }
    const right = { method: 'POST', headers: { 'content-type': REPORT }, body: `{"a":"${CANARY}"}` };
    expect((await answerTo('/reports', right)).status).toBe(204);
  });

  test.each([...forms, `${young}/say/sealed`, '/reports', '/manchester/en'])(
    '%s compressed',
    async (path) => {
      for (const encoding of ['gzip', 'br', 'deflate', 'identity', 'gzip, gzip', 'nonsense']) {
        const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': encoding };
        const method = path === '/manchester/en' ? 'GET' : 'POST';
        const body = method === 'GET' ? undefined : gzipSync(`words=${CANARY}`);
        expect((await answerTo(path, { method, headers, body })).status).toBe(415);
      }
    },
  );
});

test.each(['?/default', '?/send', '?/__proto__', '?/constructor', '?/toString', '?a=b&/hasOwnProperty'])(
  'an action of a name, %s, is not found',
  async (name) => {
    for (const accept of ['text/html', 'application/json']) {
      const asking = form({ words: CANARY });
      const answer = await ask(server.origin, `${young}/say${name}`, {
        ...asking,
        headers: { ...asking.headers, accept },
      });
      expect([answer.status, answer.text.includes(CANARY)]).toEqual([404, false]);
    }
  },
);

test('nothing broke, and nothing of all this is in the log but that a report came', () => {
  const [serving, ...lines] = server.log().trim().split('\n');
  expect(serving).toMatch(/^Serving /);
  expect(lines.map((line) => (JSON.parse(line) as { fault: string }).fault)).toEqual(['policy unknown']);
});
