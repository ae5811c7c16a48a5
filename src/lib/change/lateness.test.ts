import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastDueThatReached, lateSteps, stepsReached } from './lateness.ts';

const DAYS = { serviceLead: 5, advocate: 10 };

describe('due on Monday 6 July 2026', () => {
  test.each([
    ['2026-07-06', []],
    ['2026-07-07', ['owner']],
    ['2026-07-12', ['owner']],
    ['2026-07-13', ['owner', 'service-lead']],
    ['2026-07-17', ['owner', 'service-lead']],
    ['2026-07-20', ['owner', 'service-lead', 'advocate']],
    ['2027-07-20', ['owner', 'service-lead', 'advocate']],
  ])('by %s it has reached %j', (today, steps) => {
    expect(stepsReached('2026-07-06', today, DAYS)).toEqual(steps);
  });
});

test('Christmas and New Year are no working days', () => {
  expect(stepsReached('2026-12-23', '2026-12-31', DAYS)).toEqual(['owner']);
  expect(stepsReached('2026-12-23', '2027-01-04', DAYS)).toEqual(['owner', 'service-lead']);
});

test('an authority may be stricter', () => {
  const strict = { serviceLead: 1, advocate: 2 };
  expect(stepsReached('2026-07-06', '2026-07-08', strict)).toEqual(['owner', 'service-lead', 'advocate']);
});

const aDay = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2032, 0, 1) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

test('a day that reached a step is exactly one at or before the last that did, and time takes no step back', () => {
  fc.assert(
    fc.property(aDay, aDay, fc.constantFrom(...lateSteps), (dueOn, today, step) => {
      const reached = stepsReached(dueOn, today, DAYS).includes(step);
      expect(dueOn <= lastDueThatReached(step, today, DAYS)).toBe(reached);
      const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
      if (reached) expect(stepsReached(dueOn, tomorrow, DAYS)).toContain(step);
    }),
  );
});
