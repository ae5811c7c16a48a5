import { expect, test } from 'vitest';
import { openLimits } from '../platform/limits.server.ts';
import { countKeptAnswer } from './limits.server.ts';

test('120 answers a minute from one network; then it waits, and nobody else does', async () => {
  const limits = openLimits(null, 1);
  for (let place = 0; place < 120; place += 1)
    expect(await countKeptAnswer(limits, 'manchester', 'one')).toBe(0);
  const wait = await countKeptAnswer(limits, 'manchester', 'one');
  expect(wait >= 10 && wait <= 60).toBe(true);
  expect(await countKeptAnswer(limits, 'manchester', 'another')).toBe(0);
  expect(await countKeptAnswer(limits, 'warrington', 'one')).toBe(0);
});

test('600 a minute at one authority', async () => {
  const limits = openLimits(null, 1);
  for (let place = 0; place < 600; place += 1)
    expect(await countKeptAnswer(limits, 'manchester', `network ${place % 10}`)).toBe(0);
  expect(await countKeptAnswer(limits, 'manchester', 'a quiet one')).toBeGreaterThanOrEqual(10);
  expect(await countKeptAnswer(limits, 'warrington', 'a quiet one')).toBe(0);
});
