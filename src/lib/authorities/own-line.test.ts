import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { OpenTimesSchema, OwnLineSchema } from './own-line.ts';

const line = { kind: 'duty', call: '0161 496 0000', hours: 'always', sure: 'high', checkedOn: '2026-11-22' };

describe('an authority’s own line', () => {
  test.each([
    line,
    { ...line, hours: { days: 'weekdays', opens: '09:00', closes: '17:00' } },
    { ...line, kind: 'night', hours: 'unknown', sure: 'low' },
  ])('may be %o', (one) => {
    expect(v.is(OwnLineSchema, one)).toBe(true);
  });

  test.each<[string, object]>([
    ['of no kind', { kind: 'office' }],
    ['that nobody can call', { call: 'ask at the desk' }],
    ['with markup for a number', { call: '0161;ext=1' }],
    ['that closes before it opens', { hours: { days: 'weekdays', opens: '17:00', closes: '09:00' } }],
    ['open at no time of day', { hours: { days: 'weekdays', opens: '9am', closes: '17:00' } }],
    ['without a day of checking', { checkedOn: undefined }],
    ['checked on no day', { checkedOn: 'lately' }],
    ['with a key that nothing shows', { email: 'duty@example.gov.uk' }],
  ])('%s is refused', (_, wrong) => {
    expect(v.is(OwnLineSchema, { ...line, ...wrong })).toBe(false);
  });
});

test('messages are read from an hour to a later one', () => {
  expect(v.is(OpenTimesSchema, { opens: '09:00', closes: '17:00' })).toBe(true);
  expect(v.is(OpenTimesSchema, { opens: '09:00', closes: '09:00' })).toBe(false);
});
