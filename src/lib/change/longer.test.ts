import { expect, test } from 'vitest';
import type { Typed } from '../platform/forms.ts';
import { parseNewDueDay } from './longer.ts';

const parse = (typed: Typed) => parseNewDueDay(typed, ['en', 'ar'], '2026-07-06', '2026-07-20');
const faultsOf = (typed: Typed) => {
  const parsed = parse(typed);
  return 'faults' in parsed ? Object.keys(parsed.faults) : [];
};

test('takes a later day and its reason', () => {
  expect(parse({ dueOn: '2026-08-03', 'because-en': 'We wait for the builders.' })).toEqual({
    longer: { dueOn: '2026-08-03', because: { en: 'We wait for the builders.' } },
  });
});

test.each<[string, string]>([
  ['a day that has passed', '2026-07-05'],
  ['the day that stands', '2026-07-20'],
  ['a day before the one that stands', '2026-07-10'],
  ['a day that does not exist', '2026-06-31'],
])('refuses %s', (_, dueOn) => {
  expect(faultsOf({ dueOn, 'because-en': 'We wait.' })).toEqual(['dueOn']);
});

test('refuses a later day without a reason', () => {
  expect(faultsOf({ dueOn: '2026-08-03', 'because-en': ' ' })).toEqual(['because-en']);
});
