import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDay, toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { dueDay } from './journey.ts';
import { lateBefore, owedStages, referenceOf, type OwedStage } from './late-stages.ts';

const DAYS = { screening: 1, moderation: 5, sharing: 20, deciding: 30, checkBack: 10 };
const stages = Object.keys(owedStages) as OwedStage[];
const instant = fc
  .integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((ms) => new Date(ms));

test('what came before the instant is late on its own thread too, and nothing else is', () => {
  fc.assert(
    fc.property(instant, instant, fc.constantFrom(...stages), (since, now, stage) => {
      const due = dueDay(stage, toInstant(since), DAYS);
      expect(toInstant(since) < lateBefore(stage, DAYS, now)).toBe(due !== null && due < toDay(now));
    }),
  );
});

test('a reference tells nothing of when', () => {
  const at = new Date('2026-07-06T09:00:00Z');
  const [one, other] = [referenceOf(newId(at)), referenceOf(newId(at))];
  expect(one).toMatch(/^[0-9a-f]{12}$/);
  expect(one).not.toBe(other);
});
