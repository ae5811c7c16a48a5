import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealedBody } from '../bench/messages.ts';
import { breakDatabase } from '../support/break-database.ts';
import { canaries, canary as get, found, strangeIn, WORDS } from '../support/canaries.ts';
import { clientOf } from '../support/desk-client.ts';
import { playDeskStory } from '../support/desk-story.ts';
import { lockMessages } from '../support/lock.ts';
import { ask, asForm, say, type Plain } from '../support/plain-http.ts';
import { faultsOf } from '../support/protection.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aSendKey, makeWorld, type Staff } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
const cookies = {} as Record<keyof Staff, string>;
let desk: { screening: string; moderation: string };

async function start(more: Record<string, string> = {}): Promise<RunningServer> {
  const operator = { OPERATOR_TOKEN: get('token'), ADDRESS_HEADER: 'x-forwarded-for', ...more };
  return startServer({ ...world.database.environment, ...operator });
}

beforeAll(async () => {
  const { screening, moderation } = await playDeskStory(world);
  desk = { screening, moderation };
  server = await start();
  for (const [role, person] of Object.entries(world.staff)) {
    const { cookies: held } = await clientOf(server.origin, world.db, person);
    canaries.set(`session of ${role}`, held.get('__Host-s') ?? '');
    cookies[role as keyof Staff] = `__Host-s=${held.get('__Host-s')}`;
  }
}, 120_000);

afterAll(() => server?.stop());

const marks = (): Record<string, string> => ({
  'user-agent': get('agent'),
  'x-forwarded-for': get('address'),
  forwarded: `for=${get('address')}`,
  referer: `http://localhost/${get('referer')}`,
});
const read = (path: string, more: Record<string, string> = {}, method = 'GET') =>
  ask(server.origin, `${path}?q=${get('query')}`, { method, headers: { ...marks(), ...more } });
const post = (path: string, fields: Record<string, string>, more: Record<string, string> = {}) =>
  ask(server.origin, `${path}?next=${get('query')}`, asForm(server.origin, fields, { ...marks(), ...more }));
const bytes = (path: string, body: string, type: string) => {
  const headers = { ...marks(), origin: server.origin, 'content-type': type };
  return ask(server.origin, path, { method: 'POST', body, headers });
};
const seal = (body: string) => bytes('/manchester/en/say/sealed', body, 'application/json');
const asWorker = () => ({ cookie: cookies['participation-worker'] });
const answerAtDesk = () =>
  post(`/manchester/desk/moderation/${desk.moderation}/answer`, { words: WORDS }, asWorker());
const change = () => {
  const fields = Object.fromEntries(
    ['en', 'ar', 'pl', 'ti'].flatMap((lang) =>
      ['title', 'summary'].map((name) => [`${lang}.${name}`, WORDS]),
    ),
  );
  const from = { version: '0', basedOn: '1' };
  return post('/manchester/desk/content/theme/respect', { ...fields, ...from }, { cookie: cookies.editor });
};
const statuses = (answers: Plain[]) => answers.map(({ status }) => status);

let opener = '';

test('what goes well', async () => {
  const sent = await post('/manchester/en/say', { words: WORDS, key: aSendKey() });
  const page = sent.body.toString();
  const digits = [...page.matchAll(/<span>(\d{2,5})\s*(?:&#32;)?<\/span>/g)].map(([, group]) => group);
  const words = [...page.matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word).slice(0, 7);
  opener = /name="opener" value="([\w-]{86})"/.exec(page)?.[1] ?? '';
  canaries.set('receipt in digits', digits.join(''));
  canaries.set('receipt in digits, apart', digits.join(' '));
  canaries.set('receipt in words', words.join(' '));
  canaries.set('opener', opener);
  expect([digits.join('').length, words.length, opener.length]).toEqual([22, 7, 86]);
  const body = await sealedBody(world.db, WORDS);
  const { key, message } = JSON.parse(body) as { key: string; message: { sealed: string; verifier: string } };
  for (const [name, canary] of Object.entries({ key, verifier: message.verifier, sealed: message.sealed }))
    canaries.set(`sealed ${name}`, canary.slice(0, 43));
  const invited = { username: get('username'), displayName: get('name'), roles: 'editor' };
  const report = JSON.stringify({
    effectiveDirective: 'script-src',
    sample: get('words'),
    blockedURL: get('path'),
  });
  expect(
    statuses([
      sent,
      await seal(body),
      await read('/manchester/en/promise'),
      await read('/manchester/en/say'),
      await read('/metrics', { authorization: `Bearer ${get('token')}` }),
      ...(await Promise.all(
        [digits.join(''), words.join(' ')].map((receipt) => post('/manchester/en/say/receipt', { receipt })),
      )),
      await post('/manchester/en/say/receipt/reply', { opener, words: get('reply'), key: aSendKey() }),
      await post('/manchester/desk/people', invited, { cookie: cookies.administrator }),
      await answerAtDesk(),
      await post(
        `/manchester/desk/screening/${desk.screening}/hold`,
        { what: get('note'), whom: get('name'), handTo: get('name'), by: 'hour', seen: '~' },
        { cookie: cookies['safeguarding-duty'] },
      ),
      await bytes('/reports', report, 'application/reports+json'),
    ]),
  ).toEqual([200, 201, 200, 200, 200, 200, 200, 200, 200, 303, 303, 204]);
});

test('what is refused', async () => {
  const key = aSendKey();
  await post('/manchester/en/say', { words: 'First words', key });
  const signIn = () => {
    const typed = { username: get('username'), password: get('password'), code: get('code') };
    return post('/manchester/desk/sign-in', typed);
  };
  const tries = [];
  for (let time = 0; time < 6; time += 1) tries.push(await signIn());
  const invitation = { username: get('username'), invitation: get('invitation'), password: get('password') };
  const elsewhere = { origin: `https://${get('origin')}` };
  const json = 'application/json';
  const host = `Host: ${get('origin')}\r\nUser-Agent: ${get('agent')}\r\n`;
  expect(
    statuses([
      tries[0]!,
      tries[5]!,
      await post('/manchester/desk/sign-in/invitation', invitation),
      await post('/manchester/en/say', { words: `${WORDS} ${'x'.repeat(4_000)}` }),
      await bytes('/manchester/en/say', WORDS, 'multipart/form-data; boundary=canary'),
      await post('/manchester/en/say/receipt', { receipt: `${get('words')} ${get('code')}` }),
      await seal(`{"key":"${get('words')}"`),
      await post('/manchester/en/say', { words: WORDS }, elsewhere),
      await read(`/${get('path')}`),
      await read(`/manchester/en/promise/${get('path')}`),
      await read(`/%zz${get('path')}`),
      await read(`/${get('path')}`, {}, 'DELETE'),
      await post('/manchester/en/say', { words: WORDS.repeat(2_000) }),
      await bytes('/manchester/en/say', WORDS, json),
      await post('/manchester/en/say', { words: WORDS, key }),
      await say(server.origin, `${get('words')}\r\n${host}\r\n`),
      await say(
        server.origin,
        `GET /${get('path')} HTTP/1.1\r\n${host}Expect: ${get('words')}\r\nConnection: close\r\n\r\n`,
      ),
      await say(
        server.origin,
        `GET /${get('path')} HTTP/1.1\r\n${host}X: ${get('words').repeat(900)}\r\n\r\n`,
      ),
    ]),
  ).toEqual([400, 429, 400, 400, 400, 400, 400, 403, 404, 404, 400, 405, 413, 415, 422, 400, 417, 431]);
});

test('what cannot be stored for now', async () => {
  const body = await sealedBody(world.db, WORDS);
  const letGo = await lockMessages(world.database);
  const answers = await Promise.all([
    seal(body),
    post('/manchester/ar/say', { words: WORDS }),
    post('/manchester/en/say/receipt/reply', { opener, words: get('reply') }),
    answerAtDesk(),
  ]);
  await letGo();
  expect(statuses(answers)).toEqual([503, 503, 503, 503]);
});

test('what breaks', async () => {
  const body = await sealedBody(world.db, WORDS);
  await breakDatabase(world.database);
  const answers = await Promise.all([
    seal(body),
    post('/manchester/en/say', { words: WORDS }),
    post('/manchester/en/say/receipt/reply', { opener, words: get('reply') }),
    answerAtDesk(),
    change(),
  ]);
  expect(statuses(answers)).toEqual([500, 500, 500, 500, 500]);
  expect(answers.flatMap((answer, place) => faultsOf(answer, false, place === 1))).toEqual([]);
});

test('nothing of it is in the log, and every line of the log is one of ours', async () => {
  const log = server.log();
  const [first, ...lines] = log.trim().split('\n');
  expect(canaries.size).toBeGreaterThan(25);
  expect([...canaries.values()].filter((canary) => canary.length < 6)).toEqual([]);
  expect(found(log)).toEqual([]);
  expect(first).toBe(`Serving ${server.origin}`);
  expect(lines.filter(strangeIn)).toEqual([]);
  // Else this test has looked at nothing.
  expect(lines.filter((line) => line.includes('"status":503')).length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.includes('"stack":["at ')).length).toBeGreaterThan(3);
});

test('of a server that writes down what it is asked, the same search finds it', async () => {
  const preload = pathToFileURL('tests/support/faults/talkative.ts').href;
  const talkative = await start({ NODE_OPTIONS: `--import=${preload}` });
  const asked = asForm(talkative.origin, { words: get('words') }, { ...marks(), cookie: cookies.editor });
  await ask(talkative.origin, `/${get('path')}`, asked);
  await talkative.stop();
  const names = ['words', 'agent', 'address', 'path', 'referer', 'session of editor'];
  expect(found(talkative.log())).toEqual(expect.arrayContaining(names));
});
