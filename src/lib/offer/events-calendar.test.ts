import { describe, expect, test } from 'vitest';
import { aSchedule, aService } from '../../../tests/support/services.ts';
import { eventsCalendar } from './events-calendar.server.ts';
import type { Service } from './service.ts';

const feed = (...services: Service[]) =>
  eventsCalendar(services, {
    authorityId: 'manchester',
    name: 'Coming events',
    urlOf: (id) => `https://example.org/${id}`,
  });

/** Lines as they were before they were folded (RFC 5545, 3.1). */
const linesOf = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');
const on = (schedule: Parameters<typeof aSchedule>[0], facts = {}, words = {}) =>
  aService({ schedules: [aSchedule(schedule)], ...facts }, words);

describe('the calendar of events', () => {
  test('has times of England, with the clock that says when they change', () => {
    const lines = linesOf(
      feed(on({ starts: '2026-07-01', opens: '17:30', closes: '19:00', repeats: 'once' })),
    );
    expect(lines).toContain('DTSTART;TZID=Europe/London:20260701T173000');
    expect(lines).toContain('DTEND;TZID=Europe/London:20260701T190000');
    expect(lines.filter((line) => line === 'BEGIN:VTIMEZONE')).toHaveLength(1);
    expect(lines.indexOf('TZID:Europe/London')).toBeLessThan(lines.indexOf('BEGIN:VEVENT'));
  });

  test('has whole days where no time is known, the day after the last as their end', () => {
    const one = linesOf(feed(on({ starts: '2026-12-31', repeats: 'once' })));
    expect(one).toContain('DTSTART;VALUE=DATE:20261231');
    expect(one).toContain('DTEND;VALUE=DATE:20270101');
    const three = linesOf(feed(on({ starts: '2026-10-24', ends: '2026-10-26' })));
    expect(three).toContain('DTEND;VALUE=DATE:20261027');
  });

  test('repeats each week on its days until its end, which is said in UTC', () => {
    const lines = linesOf(
      feed(
        on({
          starts: '2026-11-01',
          ends: '2026-12-20',
          opens: '10:00',
          days: ['mo', 'we'],
          repeats: 'weekly',
        }),
      ),
    );
    // The first of November is a Sunday: it begins on the Monday.
    expect(lines).toContain('DTSTART;TZID=Europe/London:20261102T100000');
    expect(lines).toContain('RRULE:FREQ=WEEKLY;UNTIL=20261220T235900Z;BYDAY=MO,WE');
    expect(linesOf(feed(on({ starts: '2026-11-05', repeats: 'monthly' })))).toContain('RRULE:FREQ=MONTHLY');
  });

  test('takes the time of an entry from its last change, and is the same whenever it is made', async () => {
    const event = on({ starts: '2026-12-01', repeats: 'once' });
    const first = feed(event);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(feed(event)).toBe(first);
    expect(linesOf(first)).toContain('DTSTAMP:20261120T093000Z');
  });

  test('gives the same event the same id when it moves, and others another', () => {
    const uidsOf = (...services: Service[]) =>
      linesOf(feed(...services)).filter((line) => line.startsWith('UID:'));
    const [uid] = uidsOf(on({ starts: '2026-12-01' }));
    expect(uidsOf(on({ starts: '2026-12-02', opens: '10:00' }, {}, { title: 'Moved' }))).toEqual([uid]);
    const two = uidsOf(on({ starts: '2026-12-01' }), on({ starts: '2026-12-01' }, { id: 'other' }));
    expect(new Set(two).size).toBe(2);
  });

  test('has only events that are on and have a date', () => {
    const none = [
      on({ repeats: 'monthly' }),
      on({ starts: '2026-12-01' }, { status: 'defunct' }),
      on({ starts: '2026-12-01' }, { kind: 'group' }),
    ];
    expect(feed(...none)).not.toContain('BEGIN:VEVENT');
  });

  test('lets no words of an event become a line of their own', () => {
    const words = { title: 'A\r\nEND:VEVENT\r\nBEGIN:VALARM', summary: 'a;b,c\nATTACH:https://evil.example' };
    const lines = linesOf(feed(on({ starts: '2026-12-01' }, {}, words)));
    expect(lines.filter((line) => /^(END:VEVENT|BEGIN:VALARM|ATTACH)/.test(line))).toEqual(['END:VEVENT']);
  });

  test('ends each line as calendars want it, and has none longer than 75 bytes', () => {
    const text = feed(on({ starts: '2026-12-01' }, {}, { summary: 'Ærø '.repeat(60) }));
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });
});
