import { describe, expect, test } from 'vitest';
import { afterBringing, isNight, nextTry, windowBegan } from './notice.ts';

describe('night, by the clocks of England', () => {
  test.each([
    ['winter, one minute to eight', '2026-11-22T07:59:00Z', true],
    ['winter, eight', '2026-11-22T08:00:00Z', false],
    ['winter, one minute to nine', '2026-11-22T20:59:59Z', false],
    ['winter, nine in the evening', '2026-11-22T21:00:00Z', true],
    ['summer, one minute to eight', '2026-07-06T06:59:00Z', true],
    ['summer, eight', '2026-07-06T07:00:00Z', false],
    ['summer, one minute to nine', '2026-07-06T19:59:00Z', false],
    ['summer, nine in the evening', '2026-07-06T20:00:00Z', true],
    ['midnight', '2026-11-22T00:00:00Z', true],
    ['midnight in summer, an hour before UTC’s', '2026-07-05T23:00:00Z', true],
    ['the morning the clocks go forward, seven UTC is eight', '2027-03-28T07:00:00Z', false],
    ['the morning before, seven UTC is seven', '2027-03-27T07:00:00Z', true],
    ['the morning the clocks go back, seven UTC is seven', '2026-10-25T07:00:00Z', true],
    ['the morning before, seven UTC is eight', '2026-10-24T07:00:00Z', false],
  ])('%s', (_name, at, night) => {
    expect(isNight(new Date(at))).toBe(night);
  });
});

test('the window is six hours', () => {
  expect(windowBegan(new Date('2026-07-06T15:00:00Z')).toISOString()).toBe('2026-07-06T09:00:00.000Z');
});

test('tries wait twice as long each time, and six hours at most', () => {
  const at = new Date('2026-07-06T09:00:00Z');
  const minutes = [1, 2, 3, 7, 8, 60].map(
    (failures) => (nextTry(failures, at).getTime() - at.getTime()) / 60_000,
  );
  expect(minutes).toEqual([5, 10, 20, 320, 360, 360]);
});

describe('after a notice was taken everywhere', () => {
  test.each<[Parameters<typeof afterBringing>, string]>([
    [[['sent', 'refused'], 0], 'told'],
    [[['unsure', 'refused'], 0], 'next-window'],
    [[['refused', 'gone'], 0], 'soon-again'],
    [[['gone'], 0], 'told'],
    [[[], 0], 'told'],
    [[['refused'], 8], 'soon-again'],
    [[['refused'], 9], 'given-up'],
    [[['sent'], 9], 'told'],
  ])('%j', (given, then) => {
    expect(afterBringing(...given)).toBe(then);
  });
});
