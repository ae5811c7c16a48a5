import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDay } from '../platform/clock.ts';
import { addWorkingDays } from '../authorities/working-days.ts';
import { countInWords, lateBefore, queueClock, readPlace, timeLeft, writePlace } from './queue.ts';

describe('the clock of what waits', () => {
  test.each([
    ['2026-11-24', '2026-11-20', '2 days left'],
    ['2026-11-24', '2026-11-23', '1 day left'],
    ['2026-11-24', '2026-11-24', 'Today'],
    ['2026-11-24', '2026-11-25', 'Late by 1 day'],
    // A weekend is no working day: due on Friday, seen on Sunday.
    ['2026-11-20', '2026-11-22', 'Late by 1 day'],
    ['2026-11-20', '2026-11-24', 'Late by 2 days'],
  ])('due %s, seen %s: %s', (due, today, text) => {
    expect(timeLeft(due, today).text).toBe(text);
  });

  test('what is late is what began before the instant the queue is divided by', () => {
    const instant = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2027-12-31'),
      noInvalidDate: true,
    });
    const days = { screening: 1, moderation: 1, sharing: 1, deciding: 1, checkBack: 1 };
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 30 }), (since, now, count) => {
        const late = toDay(addWorkingDays(since, count)) < toDay(now);
        expect(since.toISOString() < lateBefore(count, now)).toBe(late);
        const clock = queueClock(since.toISOString(), { ...days, screening: count }, 'screening', now);
        expect(clock.late).toBe(late);
      }),
    );
  });
});

describe('a place in a queue', () => {
  const place = {
    danger: true,
    person: false,
    since: '2026-11-22T09:00:00.000Z',
    messageId: '019f40f4-9a80-7000-8000-300df0e17235',
    lateBefore: '2026-11-19T00:00:00.000Z',
  };

  test('comes back from an address as it was', () => {
    expect(readPlace(writePlace(place))).toEqual(place);
  });

  test.each([null, '', 'x', '1~0', '1~0~yesterday~today~id', `${writePlace(place)}~more`, '2~0~~~'])(
    'is none where an address says %j',
    (text) => expect(readPlace(text)).toBeNull(),
  );
});

test('nobody counts further than to a thousand', () => {
  expect([999, 1_000, 1_001].map(countInWords)).toEqual(['999', '1000', 'more than 1,000']);
});
