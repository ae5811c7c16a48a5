import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT_THE_DESK, protect, protectParts, roundTo, shareOf, type Count, type Shown } from './protect.ts';

const tableOf = (counts: number[]): Count[] => counts.map((count, place) => ({ id: `cell-${place}`, count }));

const parts = fc.array(fc.nat({ max: 60 }), { maxLength: 6 }).map(tableOf);

describe('parts of a cell', () => {
  const wholes = fc.oneof(
    fc.constant<Shown>('c'),
    fc.nat({ max: 12 }).map((fives) => fives * 5),
  );

  test('where the whole is hidden, so is every part with anybody in it', () => {
    fc.assert(
      fc.property(parts, (counts) => {
        for (const [place, { shown }] of protectParts(counts, 'c', AT_THE_DESK).entries()) {
          expect(shown).toBe(counts[place]?.count === 0 ? 0 : 'c');
        }
      }),
    );
  });

  test('a small part is never shown, whatever the whole', () => {
    fc.assert(
      fc.property(parts, wholes, (counts, whole) => {
        const shown = protectParts(counts, whole, AT_THE_DESK);
        const small = shown.filter((_, place) => [1, 2, 3, 4].includes(counts[place]?.count ?? 0));
        expect(small.every((part) => part.shown === 'c')).toBe(true);
      }),
    );
  });

  test('no part is shown as more than its whole', () => {
    fc.assert(
      fc.property(parts, fc.nat({ max: 60 }), (counts, count) => {
        const whole = roundTo(5, count);
        for (const { shown } of protectParts(counts, whole, AT_THE_DESK)) {
          if (shown !== 'c') expect(shown).toBeLessThanOrEqual(whole);
        }
      }),
    );
  });
});

describe('a share', () => {
  test('is not given where the base is under twenty', () => {
    expect(shareOf(10, 15)).toBeNull();
  });

  test('is given from twenty on, from the rounded figures', () => {
    expect(shareOf(5, 20)).toBe(25);
  });

  test('is not given of a hidden count or of a table held back', () => {
    expect(shareOf('c', 40)).toBeNull();
    expect(shareOf(10, null)).toBeNull();
  });

  test('is never more than a hundred', () => {
    fc.assert(
      fc.property(parts, (counts) => {
        const { cells, total: shownTotal } = protect(counts, AT_THE_DESK);
        for (const { shown } of cells) expect(shareOf(shown, shownTotal) ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });
});
