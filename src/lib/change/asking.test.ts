import { expect, test } from 'vitest';
import { askAgainDay } from './asking.ts';

test.each([
  ['2026-07-06', '2026-10-06'],
  ['2026-11-30', '2027-02-28'],
  ['2027-11-30', '2028-02-29'],
  ['2026-10-31', '2027-01-31'],
  ['2026-01-31', '2026-04-30'],
  ['2026-12-31', '2027-03-31'],
])('what was published on %s is asked about again on %s', (published, again) => {
  expect(askAgainDay(published)).toBe(again);
});
