import { describe, expect, test } from 'vitest';
import { instantAt, isDay, toTimeOfDay } from './clock.ts';

describe('a day', () => {
  test.each(['2026-07-06', '2024-02-29', '2026-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-7-6', '06/07/2026', '', 'soon'])(
    '%j is none',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});

describe('a time of day in England', () => {
  test.each([
    ['2026-07-06', '09:30', '2026-07-06T08:30:00.000Z'],
    ['2026-12-06', '09:30', '2026-12-06T09:30:00.000Z'],
    ['2026-07-06', '00:10', '2026-07-05T23:10:00.000Z'],
    // Clocks go back at 2 in the morning: half past one comes twice.
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    // They go forward at 1: half past one never comes.
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
  ])('%s %s', (day, time, instant) => {
    expect(instantAt(day, time).toISOString()).toBe(instant);
  });

  test('is shown as a clock shows it', () => {
    expect(toTimeOfDay(new Date('2026-07-06T23:05:00Z'))).toBe('00:05');
  });
});
