import { expect, test } from 'vitest';
import { madeFrom } from './made-from.server.ts';

test('says which English it was, whatever the order of its fields', () => {
  expect(madeFrom({ title: 'A', summary: 'B' })).toBe(madeFrom({ summary: 'B', title: 'A' }));
  expect(madeFrom({ title: 'A', summary: 'B' })).not.toBe(madeFrom({ title: 'A', summary: 'B.' }));
  expect(madeFrom({ title: 'A', summary: 'B' })).not.toBe(madeFrom({ title: 'B', summary: 'A' }));
});

test('a field that is new and empty makes no translation old', () => {
  expect(madeFrom({ title: 'A' })).toBe(madeFrom({ title: 'A', bring: '' }));
});
