import { describe, expect, test } from 'vitest';
import { parsePlannedDay, recordDueOn, warningsOf } from './planned-day.ts';

const now = new Date('2026-11-23T10:00:00Z');
const faultOf = (typed: Record<string, string>) => {
  const parsed = parsePlannedDay(typed, now);
  return 'faults' in parsed ? Object.keys(parsed.faults).join() : parsed.planned;
};

test('a day to come is taken, with or without a time', () => {
  expect(faultOf({ plannedOn: '2026-12-01', plannedAt: '16:00' })).toEqual({
    plannedOn: '2026-12-01',
    plannedAt: '16:00',
  });
  expect(faultOf({ plannedOn: '2026-11-23', plannedAt: '' })).toEqual({
    plannedOn: '2026-11-23',
    plannedAt: null,
  });
});

test.each([
  [{ plannedOn: '' }, 'plannedOn'],
  [{ plannedOn: '2026-02-30' }, 'plannedOn'],
  [{ plannedOn: '2026-11-22' }, 'plannedOn'],
  [{ plannedOn: '2206-11-30' }, 'plannedOn'],
  [{ plannedOn: '2026-12-01', plannedAt: '25:00' }, 'plannedAt'],
  [{ plannedOn: '2026-12-01', plannedAt: '4pm' }, 'plannedAt'],
  [{ plannedOn: '2026-11-23', plannedAt: '09:30' }, 'plannedAt'],
])('%j is refused at %s', (typed, field) => {
  expect(faultOf(typed)).toBe(field);
});

describe('what is said of a planned day', () => {
  const said = (plannedOn: string, plannedAt: string | null, dueOn = '2027-12-31') =>
    warningsOf({ plannedOn, plannedAt, dueOn }).join(' ');

  test('school hours, on days on which there is school', () => {
    expect(said('2026-12-01', '09:00')).toMatch(/school hours/);
    expect(said('2026-12-01', '15:29')).toMatch(/school hours/);
    expect([said('2026-12-01', '15:30'), said('2026-12-01', '08:59'), said('2026-12-01', null)]).toEqual([
      '',
      '',
      '',
    ]);
    expect(said('2026-11-28', '10:00')).toBe('This is at a weekend.');
    expect(said('2026-12-25', '10:00')).toBe('This is a bank holiday.');
  });

  test('how late it is', () => {
    expect(said('2026-12-02', '16:00', '2026-12-01')).toBe('This is 1 day after the law’s last day.');
    expect(said('2026-12-05', '16:00', '2026-12-01')).toBe(
      'This is 4 days after the law’s last day. This is at a weekend.',
    );
    expect(said('2026-12-01', '16:00', '2026-12-01')).toBe('');
  });
});

test('a record is due after so many working days', () => {
  expect(recordDueOn('2026-12-18', 5)).toBe('2026-12-29');
});
