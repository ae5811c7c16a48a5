import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLimits, type Limits } from '../platform/limits.server.ts';
import { countMessage, lookUp } from './limits.server.ts';

let limits: Limits;

beforeEach(() => {
  vi.useFakeTimers();
  limits = openLimits(null, 1);
});

afterEach(() => vi.useRealTimers());

const look = (found: string | null) => lookUp(limits, 'manchester', 'a network', async () => found);
const found = { found: 'a thread' };
const nothing = { found: null };

async function lookWrongly(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) expect(await look(null)).toEqual(nothing);
}

test('each pause is twice as long as the last, a quarter of an hour at most; one look-up may follow each', async () => {
  await lookWrongly(30);
  for (const seconds of [10, 20, 40, 80, 160, 320, 640, 900, 900]) {
    expect(await look('a thread')).toEqual({ wait: seconds });
    vi.advanceTimersByTime(seconds * 1_000 - 500);
    expect(await look('a thread')).toEqual({ wait: 1 });
    vi.advanceTimersByTime(500);
    await lookWrongly(1);
  }
});

test('a right receipt after a pause opens, lifts the pause and uses nothing up', async () => {
  await lookWrongly(30);
  vi.advanceTimersByTime(10_000);
  expect(await look('a thread')).toEqual(found);
  expect(await look('a thread')).toEqual(found);
  await lookWrongly(1);
  expect(await look('a thread')).toEqual({ wait: 20 });
});

test('a look-up that fails through a fault of ours is no wrong one', async () => {
  const broken = () => lookUp(limits, 'manchester', 'a network', () => Promise.reject(new Error('no disk')));
  for (let time = 0; time < 40; time += 1) await expect(broken()).rejects.toThrow('no disk');
  await lookWrongly(30);
});

test('an hour after the first wrong one all is as before', async () => {
  await lookWrongly(30);
  vi.advanceTimersByTime(3_600_000);
  await lookWrongly(30);
});

test('messages wait 10 to 60 seconds, and only for the rest of the minute', async () => {
  const count = () => countMessage(limits, 'manchester', 'a network');
  for (let time = 0; time < 120; time += 1) expect(await count()).toBe(0);
  expect(await count()).toBe(60);
  vi.advanceTimersByTime(30_000);
  expect(await count()).toBe(30);
  vi.advanceTimersByTime(29_000);
  expect(await count()).toBe(10);
  vi.advanceTimersByTime(1_000);
  expect(await count()).toBe(0);
});
