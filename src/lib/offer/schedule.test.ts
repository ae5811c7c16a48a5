import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aSchedule, aService } from '../../../tests/support/services.ts';
import { comingEvents, nextDayOf } from './schedule.ts';
import { weekdays } from './service.ts';

describe('the next day', () => {
  test.each<[string, Parameters<typeof aSchedule>[0], string, string | null]>([
    ['is not known without a start', { repeats: 'monthly' }, '2026-11-22', null],
    ['of something once is its day', { starts: '2026-11-28', repeats: 'once' }, '2026-11-22', '2026-11-28'],
    ['of something today is today', { starts: '2026-11-22', repeats: 'once' }, '2026-11-22', '2026-11-22'],
    ['of something over is none', { starts: '2026-11-21', repeats: 'once' }, '2026-11-22', null],
    [
      'of something under way is today',
      { starts: '2026-11-21', ends: '2026-11-23' },
      '2026-11-22',
      '2026-11-22',
    ],
    ['each week is its weekday', { starts: '2026-11-02', repeats: 'weekly' }, '2026-11-22', '2026-11-23'],
    [
      'each week on two days is the next of them',
      { starts: '2026-11-02', repeats: 'weekly', days: ['we', 'tu'] },
      '2026-11-22',
      '2026-11-24',
    ],
    [
      'each week begins with its start',
      { starts: '2026-12-01', repeats: 'weekly', days: ['mo'] },
      '2026-11-22',
      '2026-12-07',
    ],
    [
      'each week stops at its end',
      { starts: '2026-11-02', ends: '2026-11-20', repeats: 'weekly' },
      '2026-11-22',
      null,
    ],
    [
      'each month is its day of the month',
      { starts: '2026-01-10', repeats: 'monthly' },
      '2026-11-22',
      '2026-12-10',
    ],
    [
      'each month may be this month',
      { starts: '2026-01-30', repeats: 'monthly' },
      '2026-11-22',
      '2026-11-30',
    ],
    [
      'each month on the 31st leaves out months without',
      { starts: '2026-01-31', repeats: 'monthly' },
      '2026-11-22',
      '2026-12-31',
    ],
    [
      'each month on the 30th leaves out February',
      { starts: '2026-01-30', repeats: 'monthly' },
      '2027-01-31',
      '2027-03-30',
    ],
    [
      'each month goes on over a new year',
      { starts: '2025-12-05', repeats: 'monthly' },
      '2026-12-06',
      '2027-01-05',
    ],
    [
      'on the clocks going back is still a day long',
      { starts: '2026-10-18', repeats: 'weekly' },
      '2026-10-19',
      '2026-10-25',
    ],
  ])('%s', (_, schedule, from, day) => {
    expect(nextDayOf(aSchedule(schedule), from)).toBe(day);
  });

  test('is never before the day it was asked on, and asking again on it gives the same', () => {
    const day = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const schedule = fc.record({
      starts: day,
      repeats: fc.constantFrom('once', 'weekly', 'monthly', null),
      days: fc.subarray([...weekdays]),
    });
    fc.assert(
      fc.property(schedule, day, (rest, from) => {
        const next = nextDayOf(aSchedule(rest), from);
        if (next === null) {
          expect(['weekly', 'monthly']).not.toContain(rest.repeats);
          return;
        }
        expect(next >= from && next >= rest.starts).toBe(true);
        expect(nextDayOf(aSchedule(rest), next)).toBe(next);
      }),
    );
  });
});

test('coming events are those that are on and have a day to come, the next first', () => {
  const on = (id: string, starts: string, opens: string | null = null, rest = {}) =>
    aService({ id, schedules: [aSchedule({ starts, opens, repeats: 'once' })], ...rest });
  const services = [
    on('later', '2026-12-02'),
    on('evening', '2026-12-01', '19:00'),
    on('morning', '2026-12-01', '09:00'),
    on('past', '2026-11-01'),
    on('over', '2026-12-01', null, { status: 'defunct' }),
    on('a-group', '2026-12-01', null, { kind: 'group' }),
    aService({ id: 'no-day', schedules: [aSchedule({ repeats: 'monthly' })] }),
  ];
  const coming = comingEvents(services, '2026-11-22');
  expect(coming.map(({ service, day }) => `${service.facts.id} ${day}`)).toEqual([
    'morning 2026-12-01',
    'evening 2026-12-01',
    'later 2026-12-02',
  ]);
});
