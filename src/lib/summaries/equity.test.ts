import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equityOf } from './equity.ts';

const people = (...counts: number[]) =>
  counts.map((youngPeople, place) => ({
    value: `g${place}`,
    youngPeople,
    countedOn: '2026-03-31',
    source: 'A made-up return',
  }));
const voices = (total: number | 'withheld', ...shown: (number | 'c' | 'withheld')[]) => ({
  groups: shown.map((one, place) => ({ value: `g${place}`, shown: one })),
  total,
});
const verdicts = (heard: ReturnType<typeof voices>, there: ReturnType<typeof people>) =>
  equityOf('area', heard, there)?.groups.map(({ verdict }) => verdict);

test('a group with a smaller share of the voices than of the young people is heard less', () => {
  expect(verdicts(voices(100, 80, 20), people(500, 500))).toEqual(['more', 'less']);
  expect(verdicts(voices(100, 50, 50), people(480, 520))).toEqual(['about', 'about']);
  expect(verdicts(voices(100, 100, 0), people(800, 200))).toEqual(['about', 'nobody']);
});

test('who did not say is in neither share', () => {
  const heard = voices(100, 40, 40);
  heard.groups.push({ value: 'not-told', shown: 20 });
  expect(equityOf('area', heard, people(500, 500))?.groups).toEqual([
    { value: 'g0', voicesPercent: 50, peoplePercent: 50, verdict: 'about' },
    { value: 'g1', voicesPercent: 50, peoplePercent: 50, verdict: 'about' },
  ]);
});

test('under twenty voices, or where the figures are held back, nothing can be said', () => {
  expect(verdicts(voices(15, 10, 5), people(500, 500))).toEqual(['cannot-say', 'cannot-say']);
  expect(verdicts(voices('withheld', 'withheld', 'withheld'), people(500, 500))).toEqual([
    'cannot-say',
    'cannot-say',
  ]);
});

test('without figures of the authority there is nothing to lay it beside', () => {
  expect(equityOf('area', voices(100, 50, 50), [])).toBeNull();
});

test('of a group with fewer than ten young people, or a hidden count, nothing is ever told', () => {
  const shown = fc.oneof(
    fc.constant('c' as const),
    fc.nat({ max: 30 }).map((fives) => fives * 5),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(shown, fc.nat({ max: 60 })), { minLength: 2, maxLength: 5 }), (groups) => {
      const heard = voices(500, ...groups.map(([one]) => one));
      const told = equityOf('area', heard, people(...groups.map(([, count]) => count)))?.groups ?? [];
      for (const [place, [one, count]] of groups.entries()) {
        const small = one === 'c' || (count > 0 && count < 10);
        if (small) expect(told[place]?.verdict).toBe('cannot-say');
        if (count > 0 && count < 10) expect(told[place]?.peoplePercent).toBeNull();
      }
    }),
  );
});
