import { describe, expect, test } from 'vitest';
import { inBatches } from './batches.ts';

const fine = (items: number[]): PromiseSettledResult<number>[] =>
  items.map((item) => ({ status: 'fulfilled', value: item * 10 }));

describe('what many ask for at once', () => {
  test('is done together, at most so many at a time, each with an answer of its own', async () => {
    const sizes: number[] = [];
    const ask = inBatches<number, number>(
      async (items) => {
        sizes.push(items.length);
        return fine(items);
      },
      { most: 4, waitMs: 1 },
    );
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(ask));
    expect(answers).toEqual([10, 20, 30, 40, 50, 60]);
    expect(sizes).toEqual([4, 2]);
  });

  test('is answered only after it is done', async () => {
    let done = false;
    const ask = inBatches<number, number>(
      async (items) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        done = true;
        return fine(items);
      },
      { most: 4, waitMs: 1 },
    );
    await ask(1);
    expect(done).toBe(true);
  });

  test('one that cannot be done spoils none of the others', async () => {
    const ask = inBatches<number, number>(
      async (items) =>
        items.map((item) =>
          item === 2 ? { status: 'rejected', reason: new Error('no') } : { status: 'fulfilled', value: item },
        ),
      { most: 4, waitMs: 1 },
    );
    const outcomes = await Promise.allSettled([1, 2, 3].map(ask));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('when nothing could be done everybody is told, and the next try is a new one', async () => {
    let tries = 0;
    const ask = inBatches<number, number>(
      async (items) => {
        tries += 1;
        if (tries === 1) throw new Error('full');
        return fine(items);
      },
      { most: 4, waitMs: 1 },
    );
    const first = await Promise.allSettled([1, 2].map(ask));
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask(3)).toBe(30);
  });

  test('when it is hopeless, those who came meanwhile are told with the others, and the next try is a new one', async () => {
    let tries = 0;
    const ask = inBatches<number, number>(
      async (items) => {
        tries += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (tries === 1) throw new Error('locked');
        return fine(items);
      },
      { most: 1, waitMs: 1, hopeless: (fault) => (fault as Error).message === 'locked' },
    );
    const first = ask(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const outcomes = await Promise.allSettled([first, ask(2), ask(3)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([tries, await ask(4)]).toEqual([1, 40]);
  });

  test('what comes while a batch is being done goes into the next', async () => {
    const sizes: number[] = [];
    const ask = inBatches<number, number>(
      async (items) => {
        sizes.push(items.length);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return fine(items);
      },
      { most: 10, waitMs: 1 },
    );
    const first = ask(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await Promise.all([first, ask(2), ask(3)])).toEqual([10, 20, 30]);
    expect(sizes).toEqual([1, 2]);
  });
});
