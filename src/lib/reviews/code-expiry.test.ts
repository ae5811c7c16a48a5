import { expect, test } from 'vitest';
import { codeExpiry } from './code-expiry.ts';

const at = new Date('2026-11-22T20:00:00Z');

test('a code lasts to the end of the thirtieth day', () => {
  expect(codeExpiry(at, null).toISOString()).toBe('2026-12-23T00:00:00.000Z');
  expect(codeExpiry(at, '2026-11-22').toISOString()).toBe('2026-12-23T00:00:00.000Z');
});

test('a code of a review that was held ends with the day on which all of it is shredded', () => {
  expect(codeExpiry(at, '2026-11-02').toISOString()).toBe('2026-12-03T00:00:00.000Z');
  // In summer a day in England begins an hour before UTC's.
  expect(codeExpiry(new Date('2026-06-10T20:00:00Z'), '2026-05-30').toISOString()).toBe(
    '2026-06-29T23:00:00.000Z',
  );
});
