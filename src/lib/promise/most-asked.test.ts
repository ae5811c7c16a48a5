import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostAskedFirst } from './most-asked.ts';

const list = ['a', 'b', 'c', 'd'].map((commitmentId) => ({ commitmentId }));
const order = (voices: Record<string, number>) =>
  mostAskedFirst(list, new Map(Object.entries(voices)))
    .map(({ commitmentId }) => commitmentId)
    .join('');

test('the most asked-about comes first, then the promise’s own order', () => {
  expect(order({})).toBe('abcd');
  expect(order({ d: 20, b: 10 })).toBe('dbac');
  expect(order({ c: 10, b: 10 })).toBe('bcad');
});

test('fewer than five voices move nothing', () => {
  expect(order({ d: 4, c: 1 })).toBe('abcd');
  expect(order({ d: 5, c: 4 })).toBe('dabc');
});

test('one voice more or less cannot be told from the order: counts are rounded first', () => {
  expect(order({ a: 10, b: 11, c: 12 })).toBe('abcd');
});

test('nothing is lost or doubled, and small numbers never matter', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 4, maxLength: 4 }), (few) => {
      expect(
        order(Object.fromEntries(list.map(({ commitmentId }, place) => [commitmentId, few[place] ?? 0]))),
      ).toBe('abcd');
    }),
  );
});
