import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAfter, showAfter } from './after.ts';

test('what is shown in an address is read from it', () => {
  for (const key of ['2026-07-06', '2026-07-06T09:00:00.000Z'])
    expect(readAfter(showAfter({ key, id: 'a-1' }))).toEqual({ key, id: 'a-1' });
});

test('anything else is the beginning of the list', () => {
  for (const text of [
    null,
    '',
    '~',
    '2026-07-06',
    '2026-07-06~',
    '2026-07-06~a b',
    `2026-07-06~${'a'.repeat(81)}`,
  ])
    expect(readAfter(text)).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => (readAfter(text), true)));
});
