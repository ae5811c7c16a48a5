import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReceipt } from '../../src/lib/voice/receipt-making.ts';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { showStretched, stretchReceipt } from '../../src/lib/voice/stretch.ts';
import { ask, form, json, tally, waitsIn, type Answer } from '../support/ask.ts';
import { sealedOnPhone, wrongOpener } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

function lookUp(fields: Record<string, string>, from: string, authorityId = 'manchester'): Promise<Answer> {
  return ask(server.origin, `/${authorityId}/en/say/receipt`, form(fields, from));
}

const wrong = (from: string, authorityId?: string) => lookUp({ opener: wrongOpener() }, from, authorityId);

const wrongAtOnce = (count: number, from: (place: number) => string, authorityId?: string) =>
  Promise.all(Array.from({ length: count }, (_, place) => wrong(from(place), authorityId)));

/** Sends a message as a phone does. @returns its receipt in digits, and stretched. */
async function sendOne(authorityId = 'manchester') {
  const receipt = makeReceipt();
  const stretched = await stretchReceipt(authorityId, receipt);
  const { body, opener } = await sealedOnPhone(world.db, authorityId, 'A made-up message.', stretched);
  const { status } = await ask(server.origin, `/${authorityId}/en/say/sealed`, json(body));
  expect([status, opener]).toEqual([201, showStretched(stretched)]);
  return { opener, digits: showReceipt(receipt).digits.join('') };
}

test('thirty wrong ones from one network, however many at once; another network is not held up', async () => {
  const answers = await wrongAtOnce(60, (place) => `127.0.1.${1 + place}`);
  expect(tally(answers)).toEqual({ 400: 30, 429: 30 });
  for (const wait of waitsIn(answers)) expect(wait >= 1 && wait <= 10).toBe(true);
  expect((await wrong('127.0.2.1')).status).toBe(400);
});

test('after a pause a right one opens, and a wrong one makes the next pause twice as long', async () => {
  const { opener } = await sendOne();
  const [guessing, forgetful] = ['127.0.3.1', '127.0.6.1'];
  const refused = [...(await wrongAtOnce(31, () => guessing)), ...(await wrongAtOnce(31, () => forgetful))];
  expect((await lookUp({ opener }, forgetful)).status).toBe(429);
  await pause(Math.max(...waitsIn(refused)) + 0.5);
  const again = await wrongAtOnce(3, () => guessing);
  expect(tally(again)).toEqual({ 400: 1, 429: 2 });
  for (const wait of waitsIn(again)) expect(wait > 18 && wait <= 20).toBe(true);
  expect(tally([await lookUp({ opener }, forgetful), await lookUp({ opener }, forgetful)])).toEqual({
    200: 2,
  });
});

test('a right receipt uses nothing up: forty at once open, and thirty wrong ones may still follow', async () => {
  const { opener, digits } = await sendOne();
  const from = '127.0.4.1';
  const typed = Array.from({ length: 32 }, () => lookUp({ receipt: digits }, from));
  const stretched = Array.from({ length: 8 }, () => lookUp({ opener }, from));
  expect(tally(await Promise.all([...typed, ...stretched]))).toEqual({ 200: 40 });
  expect(tally(await wrongAtOnce(31, () => from))).toEqual({ 400: 30, 429: 1 });
});

test('nobody’s, somebody’s at another authority and half a right one get one answer, to the letter', async () => {
  const here = await sendOne();
  const elsewhere = await sendOne('warrington');
  const from = '127.0.5.1';
  const right = Buffer.from(here.opener, 'base64url');
  const guessed = Buffer.from(wrongOpener(), 'base64url');
  const rightVerifier = Buffer.concat([guessed.subarray(0, 32), right.subarray(32)]).toString('base64url');
  const rightKey = Buffer.concat([right.subarray(0, 32), guessed.subarray(32)]).toString('base64url');
  const openers = [wrongOpener(), wrongOpener(), elsewhere.opener, rightVerifier, rightKey];
  const answers = await Promise.all(openers.map((opener) => lookUp({ opener }, from)));
  expect(tally(answers)).toEqual({ 400: openers.length });
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect((await lookUp({ opener: here.opener }, from)).status).toBe(200);
});

test('after three hundred wrong ones at one authority wrong ones are slow there, and a right one never', async () => {
  const { opener } = await sendOne('warrington');
  const timed = async (asked: () => Promise<Answer>) => {
    const began = performance.now();
    const { status } = await asked();
    const took = performance.now() - began;
    return { status, slow: took >= 1_000, took };
  };
  const quick = await Promise.all(
    Array.from({ length: 300 }, (_, place) => wrong(`127.4.${place % 20}.1`, 'warrington')),
  );
  expect(tally(quick)).toEqual({ 400: 300 });
  const slow = Promise.all(
    Array.from({ length: 200 }, (_, place) => timed(() => wrong(`127.5.${place}.1`, 'warrington'))),
  );
  const right = () => lookUp({ opener }, '127.4.99.1', 'warrington');
  for (let time = 0; time < 5; time += 1) expect((await right()).status).toBe(200);
  const found = await slow;
  expect(found).toMatchObject(found.map(() => ({ status: 400, slow: true })));
  // How long it takes is the bench's (npm run bench -- receipts): here, that nothing waits on purpose.
  const [opened, guessed] = await Promise.all([
    timed(right),
    timed(() => wrong('127.5.250.1', 'warrington')),
  ]);
  expect([opened.status, guessed.status]).toEqual([200, 400]);
  expect(opened.took).toBeLessThan(guessed.took);
  expect(await timed(() => wrong('127.4.99.1', 'cheshire-east'))).toMatchObject({ status: 400, slow: false });
});
