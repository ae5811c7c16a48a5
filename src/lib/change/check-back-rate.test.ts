import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publicRate } from './check-back-rate.ts';

const counts = fc.record({
  yes: fc.nat({ max: 60 }),
  partly: fc.nat({ max: 60 }),
  no: fc.nat({ max: 60 }),
});

test('nine answers are too few to show', () => {
  expect(publicRate({ yes: 9, partly: 0, no: 0 })).toEqual({ tooFew: true });
  expect(publicRate({ yes: 4, partly: 3, no: 2 })).toEqual({ tooFew: true });
});

test('no answers are too few to show', () => {
  expect(publicRate({ yes: 0, partly: 0, no: 0 })).toEqual({ tooFew: true });
});

test('that everybody said the same would tell of each of them', () => {
  expect(publicRate({ yes: 40, partly: 0, no: 0 })).toEqual({ tooFew: true });
});

test('enough answers give the rounded share of yes and the rounded total', () => {
  expect(publicRate({ yes: 31, partly: 14, no: 13 })).toEqual({ tooFew: false, yesPercent: 50, total: 60 });
});

test('under twenty there is no share', () => {
  expect(publicRate({ yes: 6, partly: 6, no: 4 })).toEqual({ tooFew: false, yesPercent: null, total: 15 });
});

test('fewer than ten who said yes are hidden, and so is their share', () => {
  expect(publicRate({ yes: 8, partly: 30, no: 30 })).toMatchObject({ yesPercent: null });
});

test('the total is shown to five, never exactly, and the share only from twenty on', () => {
  fc.assert(
    fc.property(counts, (answers) => {
      const rate = publicRate(answers);
      if (rate.tooFew) return;
      expect(rate.total % 5).toBe(0);
      if (rate.yesPercent !== null) expect(rate.total).toBeGreaterThanOrEqual(20);
    }),
  );
});

test('a share of nought or of everything never speaks of fewer than ten', () => {
  fc.assert(
    fc.property(counts, (answers) => {
      const rate = publicRate(answers);
      if (rate.tooFew || rate.yesPercent === null) return;
      expect(answers.yes === 0 || answers.yes >= 10).toBe(true);
    }),
  );
});
