import { expect, test } from 'vitest';
import { isToCome, meetingCalendar } from './meeting-calendar.server.ts';

const review = {
  authorityId: 'manchester',
  reviewId: '0192d6f0-0000-7000-8000-000000000001',
  plannedOn: '2026-12-01',
  plannedAt: '16:00',
};
const now = new Date('2026-11-22T09:30:00Z');
const at = (rest: Partial<typeof review> | { plannedAt: null }, moves = 0, title = 'Meeting') =>
  (meetingCalendar({ ...review, ...rest } as typeof review, { title, moves, now }) ?? '').split('\r\n');
const line = (lines: string[], name: string) => lines.filter((one) => one.startsWith(name));

test('a meeting is a neutral title, its time in England and a reminder a day before', () => {
  const lines = at({});
  expect(line(lines, 'SUMMARY')).toEqual(['SUMMARY:Meeting']);
  expect(line(lines, 'DTSTART;')).toEqual(['DTSTART;TZID=Europe/London:20261201T160000']);
  expect(line(lines, 'DTEND')).toEqual(['DTEND;TZID=Europe/London:20261201T170000']);
  expect(line(lines, 'DTSTAMP')).toEqual(['DTSTAMP:20261122T093000Z']);
  expect(line(lines, 'TRIGGER')).toEqual(['TRIGGER:-P1D']);
  expect(line(lines, 'ACTION')).toEqual(['ACTION:DISPLAY']);
});

test('it says nothing of where it comes from, what it is about or where it is', () => {
  const text = at({}).join('\n');
  expect(text).not.toMatch(
    /manchester|council|review|care\b|said|iro|social|LOCATION|URL|ORGANIZER|ATTENDEE/i,
  );
  expect(text).not.toContain(review.reviewId);
});

test('a meeting that was moved has the same name and comes after', () => {
  const [first, moved] = [at({}), at({ plannedOn: '2026-12-08' }, 2)];
  expect(line(first, 'UID')).toEqual(line(moved, 'UID'));
  expect(line(first, 'SEQUENCE')).toEqual(['SEQUENCE:0']);
  expect(line(moved, 'SEQUENCE')).toEqual(['SEQUENCE:2']);
  expect(line(moved, 'DTSTART;')).toEqual(['DTSTART;TZID=Europe/London:20261208T160000']);
  const another = at({ reviewId: '0192d6f0-0000-7000-8000-000000000002' });
  expect(line(another, 'UID')).not.toEqual(line(first, 'UID'));
});

test('without a time it is a whole day, with a reminder the afternoon before', () => {
  const lines = at({ plannedAt: null });
  expect(line(lines, 'DTSTART;')).toEqual(['DTSTART;VALUE=DATE:20261201']);
  expect(line(lines, 'TRIGGER')).toEqual(['TRIGGER:-PT8H']);
  expect(meetingCalendar({ ...review, plannedOn: null }, { title: 'Meeting', moves: 0, now })).toBeNull();
});

test('a title in Arabic stays whole, no line is longer than calendars take', () => {
  const text = at({}, 0, 'اجتماع').join('\r\n');
  expect(text).toContain('SUMMARY:اجتماع');
  for (const one of text.split('\r\n')) expect(new TextEncoder().encode(one).length).toBeLessThanOrEqual(75);
});

test('a late meeting ends the next day, and no clock of ours moves it', () => {
  expect(line(at({ plannedAt: '23:30' }), 'DTEND')).toEqual(['DTEND;TZID=Europe/London:20261202T003000']);
  expect(line(at({ plannedOn: '2027-03-28', plannedAt: '09:00' }), 'DTSTART;')).toEqual([
    'DTSTART;TZID=Europe/London:20270328T090000',
  ]);
});

test('it is to come until it begins', () => {
  const come = (plannedOn: string | null, plannedAt: string | null, state: 'planned' | 'held' = 'planned') =>
    isToCome({ state, plannedOn, plannedAt }, now);
  expect([come('2026-11-22', '09:29'), come('2026-11-22', '09:31'), come('2026-11-22', null)]).toEqual([
    false,
    true,
    true,
  ]);
  expect([come('2026-11-21', null), come('2026-12-01', '16:00', 'held'), come(null, null)]).toEqual([
    false,
    false,
    false,
  ]);
});
