import { expect, test } from 'vitest';
import { groupOpenings } from './openings.ts';

const screened = (at: string) => ({ action: 'message.read-for-screening', at });
const moderated = (at: string) => ({ action: 'message.read-for-moderation', at });

test('one line a day and role, the newest first, with how often and when first', () => {
  expect(
    groupOpenings([
      screened('2026-07-06T09:00:00.000Z'),
      screened('2026-07-06T09:05:00.000Z'),
      moderated('2026-07-06T10:00:00.000Z'),
      moderated('2026-07-07T09:00:00.000Z'),
    ]),
  ).toEqual([
    { role: 'participation', at: '2026-07-07T09:00:00.000Z', times: 1 },
    { role: 'participation', at: '2026-07-06T10:00:00.000Z', times: 1 },
    { role: 'duty', at: '2026-07-06T09:00:00.000Z', times: 2 },
  ]);
});

test('days are those of England: half past eleven at night by universal time is the next day in summer', () => {
  const [newer, older] = groupOpenings([
    screened('2026-07-06T22:30:00.000Z'),
    screened('2026-07-06T23:30:00.000Z'),
  ]);
  expect([newer?.times, older?.times]).toEqual([1, 1]);
});

test('nobody opened it: nothing', () => {
  expect(groupOpenings([])).toEqual([]);
});
