import { afterAll, beforeAll, expect, test } from 'vitest';
import { translator } from '../../src/lib/i18n/translator.ts';
import { ask, form, json } from '../support/ask.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const CANARY = 'canary-that-no-log-may-hold';
const young = '/manchester/en';
let server: RunningServer;
let opener = '';

beforeAll(async () => {
  server = await startServer(world.database.environment);
  const { body, opener: opens } = await sealedOnPhone(world.db, 'manchester', CANARY);
  expect((await ask(server.origin, `${young}/say/sealed`, json(body))).status).toBe(201);
  opener = opens;
});

afterAll(() => server?.stop());

const post = (path: string, fields: Record<string, string> | [string, string][]) =>
  ask(server.origin, path, form(fields));

const multipart = (parts: string[]) => {
  const body = parts.map((part) => `--edge\r\nContent-Disposition: form-data; ${part}\r\n`).join('');
  const headers = { 'content-type': 'multipart/form-data; boundary=edge' };
  return { method: 'POST', headers, body: `${body}--edge--\r\n` };
};

test.each([
  `${young}/say`,
  `${young}/say/receipt`,
  `${young}/say/receipt/reply`,
  `${young}/say/receipt/check-back`,
  '/manchester/desk/sign-in',
  '/manchester/desk/sign-in/invitation',
])('%s: none at all, and files in their place', async (path) => {
  expect((await post(path, {})).status).toBe(400);
  const names = ['words', 'key', 'receipt', 'opener', 'username', 'password', 'code', 'invitation'];
  const files = names.map((name) => `name="${name}"; filename="${name}.txt"\r\n\r\n${CANARY}`);
  const answer = await ask(server.origin, path, multipart(files));
  expect([answer.status, answer.text.includes(CANARY)]).toEqual([400, false]);
});

test('a form in parts is a form, and one cut short is told so', async () => {
  const taken = await ask(
    server.origin,
    `${young}/say`,
    multipart(['name="words"\r\n\r\nIn parts', 'name="mood"\r\n\r\nsad']),
  );
  expect([taken.status, /name="opener" value="[\w-]{86}"/.test(taken.text)]).toEqual([200, true]);
  const { body, ...rest } = multipart(['name="words"\r\n\r\nIn parts']);
  const cut = await ask(server.origin, `${young}/say`, { ...rest, body: body.slice(0, -20) });
  expect([cut.status, cut.text.includes(translator('en')('errors.wrongWay.title'))]).toEqual([400, true]);
});

test('a field sent twice: the same counts once, two that differ are no answer', async () => {
  const say = (pairs: [string, string][]) => post(`${young}/say`, [['words', CANARY], ...pairs]);
  expect(
    (
      await say([
        ['mood', 'sad'],
        ['mood', 'angry'],
      ])
    ).status,
  ).toBe(400);
  expect(
    (
      await say([
        ['answer', 'yes'],
        ['answer', 'no'],
      ])
    ).status,
  ).toBe(400);
  expect(
    (
      await say([
        ['about', 'care'],
        ['about', 'home'],
      ])
    ).status,
  ).toBe(400);
  expect(
    (
      await say([
        ['mood', 'sad'],
        ['mood', 'sad'],
      ])
    ).status,
  ).toBe(200);
  const receipts = await post(`${young}/say/receipt`, [
    ['opener', opener],
    ['opener', 'x'.repeat(86)],
  ]);
  expect(receipts.status).toBe(400);
});

test('names that every object has change nothing, here or in the next request', async () => {
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'words[]',
    'words.0',
    'then',
  ];
  const fields = Object.fromEntries(names.map((name) => [name, CANARY]));
  const proto: [string, string][] = [
    ['__proto__', CANARY],
    ['__proto__[mood]', 'furious'],
    ...Object.entries(fields),
  ];
  const missing = await post(`${young}/say`, proto);
  expect([missing.status, missing.text.includes(CANARY)]).toEqual([400, false]);
  const asData = await ask(server.origin, `${young}/say`, {
    ...form([...proto, ['words', '']]),
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(JSON.parse(asData.text)).toMatchObject({ type: 'failure', status: 400 });
  expect((await post(`${young}/say`, [...proto, ['words', 'Taken all the same']])).status).toBe(200);
});

test('thousands of fields hold nobody else up', async () => {
  const fields = Array.from({ length: 24_000 }, (_, place): [string, string] => [place.toString(36), '']);
  const began = performance.now();
  const many = post(`${young}/say`, fields);
  expect((await ask(server.origin, `${young}/help`)).status).toBe(200);
  expect((await many).status).toBe(400);
  expect(performance.now() - began).toBeLessThan(2_500);
});

test('too long: the limit is said before and after, the words stay, and one fewer is taken', async () => {
  for (const [path, fields] of [
    [`${young}/say`, {}],
    [`${young}/say/receipt/reply`, { opener }],
  ] as const) {
    const words = '🙂'.repeat(4_001);
    const answer = await post(path, { ...fields, words });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Make it 4000 letters or less. It has 4001 now.');
    expect(answer.text).toContain(`>${words}</textarea>`);
    expect((await post(path, { ...fields, words: '🙂'.repeat(4_000) })).status).toBe(200);
  }
  expect((await ask(server.origin, `${young}/say`)).text).toMatch(/4000/);
});

test('nothing of all this is in the log, and nothing broke', () => {
  expect(server.log()).not.toContain(CANARY);
  expect(server.log()).not.toContain(opener);
  expect(server.log()).not.toContain('"stack"');
});
