import { expect, test } from 'vitest';
import { takingTurns, takingTurnsByName } from './turns.ts';

test('no more run at once than may, each gets its turn in order, and a failure frees its place', async () => {
  const inTurn = takingTurns(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (number: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    order.push(number);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    if (number === 1) throw new Error('one failed');
    return number;
  };
  const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => inTurn(work(number))));
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([most, running, order]).toEqual([2, 0, [0, 1, 2, 3, 4]]);
});

test('those of one name take turns, and hold up no other name', async () => {
  const inTurn = takingTurnsByName(1);
  const order: string[] = [];
  const work = (name: string, ms: number) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    order.push(`${name} ends`);
    if (name === 'b') throw new Error('one failed');
  };
  const slow = inTurn('a', work('a', 30));
  const next = inTurn('a', work('a', 1));
  const other = inTurn('b', work('b', 1)).catch(() => undefined);
  await Promise.all([slow, next, other]);
  expect(order).toEqual(['a begins', 'b begins', 'b ends', 'a ends', 'a begins', 'a ends']);
  await expect(inTurn('b', work('b', 1))).rejects.toThrow('one failed');
});
