import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLimits, type Limits } from '../platform/limits.server.ts';
import { countInvitation, countSignIn } from './limits.server.ts';

const QUARTER_HOUR = 900;
let limits: Limits;

beforeEach(() => {
  vi.useFakeTimers();
  limits = openLimits(null, 1);
});

afterEach(() => vi.useRealTimers());

let networks = 0;

/** A wrong try for an account, each from a network of its own. */
async function tryFromAnywhere(username: string): Promise<number> {
  networks += 1;
  return (await countSignIn(limits, 'manchester', username, `network ${networks}`)).wait;
}

test('however many try, an account is let in again after a quarter of an hour', async () => {
  for (let round = 0; round < 4; round += 1) {
    for (let time = 0; time < 5; time += 1) expect(await tryFromAnywhere('somebody')).toBe(0);
    for (let time = 0; time < 500; time += 1) expect(await tryFromAnywhere('somebody')).toBe(QUARTER_HOUR);
    vi.advanceTimersByTime(QUARTER_HOUR * 1_000);
  }
});

test('a name is one account, however it is spelt', async () => {
  for (const name of ['somebody', ' Somebody ', 'SOMEBODY', 'sOmEbOdY', '\tsomebody\n'])
    expect(await tryFromAnywhere(name)).toBe(0);
  expect(await tryFromAnywhere('Somebody')).toBe(QUARTER_HOUR);
  expect(await tryFromAnywhere('somebody-else')).toBe(0);
});

test('a network that is over counts against nobody’s account, and is let in again after an hour', async () => {
  const fromHere = async (username: string) =>
    (await countSignIn(limits, 'manchester', username, 'one network')).wait;
  for (let time = 0; time < 50; time += 1) expect(await fromHere(`name ${time}`)).toBe(0);
  for (let time = 0; time < 20; time += 1) expect(await fromHere('somebody')).toBe(3_600);
  for (let time = 0; time < 5; time += 1) expect(await tryFromAnywhere('somebody')).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  expect(await fromHere('somebody')).toBe(0);
});

test('invitations: twenty an hour from one network, and those that were right are none of them', async () => {
  const redeem = () => countInvitation(limits, 'manchester', 'one network');
  for (let time = 0; time < 30; time += 1) await (await redeem()).wasRight();
  for (let time = 0; time < 20; time += 1) expect((await redeem()).wait).toBe(0);
  expect((await redeem()).wait).toBe(3_600);
});
