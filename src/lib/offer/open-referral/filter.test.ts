import { describe, expect, test } from 'vitest';
import { aSchedule, aService } from '../../../../tests/support/services.ts';
import { isAskedFor } from './filter.ts';
import { serviceRecord } from './service-record.ts';
import { termOf } from './taxonomy.ts';

const context = {
  authorityId: 'manchester',
  authorityName: 'Manchester',
  origin: 'https://example.org',
  today: '2026-11-22',
};
const made = (facts = {}, words = {}) => serviceRecord(context, aService(facts, words));
const open = made({
  schedules: [
    aSchedule({ days: ['mo'], opens: '08:00', closes: '12:00' }),
    aSchedule({ days: ['tu'], opens: '13:00', closes: '20:00' }),
  ],
});

describe('what is asked for', () => {
  test.each([
    [{}, true],
    [{ search: 'film' }, true],
    [{ search: 'worker film' }, true],
    [{ search: 'film swimming' }, false],
    [{ minimum_age: 10 }, true],
    [{ minimum_age: 11 }, false],
    // "Until you turn 18" is 17 in a feed.
    [{ maximum_age: 17 }, true],
    [{ maximum_age: 16 }, false],
    [{ taxonomy_term_id: termOf('need', 'people-rights').id }, true],
    [{ taxonomy_term_id: termOf('need', 'money').id }, false],
    [{ taxonomy_id: termOf('need', 'money').taxonomy_id }, true],
    [{ taxonomy_id: termOf('amount', 'grant').taxonomy_id }, false],
    [{ day: 'MO' }, true],
    [{ day: 'WE' }, false],
    [{ start_time: '08:00' }, true],
    [{ start_time: '13:01' }, false],
    [{ end_time: '12:00' }, true],
    [{ end_time: '11:59' }, false],
    [{ day: 'MO', end_time: '12:00' }, true],
    [{ day: 'TU', end_time: '12:00' }, false],
    [{ day: 'MO', start_time: '13:00' }, false],
  ])('%j of a film night: %s', (filter, found) => {
    expect(isAskedFor(open, filter)).toBe(found);
  });

  test('is found without accents or capitals', () => {
    expect(isAskedFor(made({}, { title: 'Café Zoë' }), { search: 'cafe zoe' })).toBe(true);
  });

  test('is not found by what it does not say', () => {
    const silent = made({ ages: null });
    for (const filter of [
      { minimum_age: 0 },
      { maximum_age: 150 },
      { day: 'MO' },
      { start_time: '00:00' },
      { end_time: '23:59' },
    ])
      expect([filter, isAskedFor(silent, filter)]).toEqual([filter, false]);
  });
});
