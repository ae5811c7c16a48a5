import { describe, expect, test } from 'vitest';
import { missedBy, standingInWords, standingOf } from './review-standing.ts';

const planned = { state: 'planned' as const, dueOn: '2026-12-01', plannedOn: '2026-11-25', heldOn: null };
const on = (today: string, rest: object = {}) => standingOf({ ...planned, ...rest }, today);

test('a day is late from the day after the due day', () => {
  expect(
    ['2026-11-30', '2026-12-01', '2026-12-02', '2027-01-01'].map((day) => missedBy('2026-12-01', day)),
  ).toEqual([0, 0, 1, 31]);
  expect(missedBy('2026-03-28', '2026-03-30')).toBe(2);
});

describe('how a review stands', () => {
  test.each([
    ['planned in time', '2026-11-22', {}, { kind: 'planned-in-time', daysUntil: 3 }, 'Planned, in 3 days'],
    ['for tomorrow', '2026-11-24', {}, { kind: 'planned-in-time', daysUntil: 1 }, 'Planned, in 1 day'],
    ['for today', '2026-11-25', {}, { kind: 'planned-in-time', daysUntil: 0 }, 'Planned for today'],
    [
      'its day gone by',
      '2026-11-26',
      {},
      { kind: 'not-confirmed', daysSince: 1 },
      'Was planned for yesterday: was it held?',
    ],
    [
      'on the due day',
      '2026-12-01',
      {},
      { kind: 'not-confirmed', daysSince: 6 },
      'Was planned for 6 days ago: was it held?',
    ],
    ['the day after', '2026-12-02', {}, { kind: 'overdue', daysLate: 1 }, '1 day late'],
    [
      'not planned',
      '2026-11-22',
      { plannedOn: null },
      { kind: 'not-planned', daysLeft: 9 },
      'Not planned: 9 days left',
    ],
    [
      'not planned, due today',
      '2026-12-01',
      { plannedOn: null },
      { kind: 'not-planned', daysLeft: 0 },
      'Due today, not planned',
    ],
    ['not planned, late', '2026-12-03', { plannedOn: null }, { kind: 'overdue', daysLate: 2 }, '2 days late'],
    [
      'planned for too late',
      '2026-11-22',
      { plannedOn: '2026-12-11' },
      { kind: 'planned-late', daysLate: 10, daysUntil: 19 },
      'Planned 10 days after the due day',
    ],
    [
      'late, and still to come',
      '2026-12-05',
      { plannedOn: '2026-12-11' },
      { kind: 'overdue', daysLate: 4 },
      '4 days late',
    ],
    [
      'held on the due day',
      '2027-03-01',
      { state: 'held', heldOn: '2026-12-01' },
      { kind: 'held', daysLate: 0 },
      'Held in time',
    ],
    [
      'held late',
      '2027-03-01',
      { state: 'held', heldOn: '2026-12-02' },
      { kind: 'held', daysLate: 1 },
      'Held 1 day late',
    ],
    ['cancelled', '2027-03-01', { state: 'cancelled' }, { kind: 'cancelled' }, 'Cancelled'],
  ])('%s', (_, today, rest, standing, words) => {
    expect(on(today, rest)).toEqual(standing);
    expect(standingInWords(on(today, rest))).toBe(words);
  });
});
