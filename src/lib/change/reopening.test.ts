import { expect, test } from 'vitest';
import { saysNotRight } from './reopening.ts';

test.each([
  [{ yes: 0, partly: 0, no: 2 }, false],
  [{ yes: 0, partly: 0, no: 3 }, true],
  [{ yes: 2, partly: 1, no: 3 }, true],
  [{ yes: 3, partly: 1, no: 3 }, false],
  [{ yes: 0, partly: 9, no: 0 }, false],
  [{ yes: 40, partly: 0, no: 40 }, true],
  [{ yes: 0, partly: 0, no: 0 }, false],
])('%j is enough: %s', (counts, enough) => {
  expect(saysNotRight(counts)).toBe(enough);
});
