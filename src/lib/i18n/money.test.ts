import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber, formatPounds } from './money.ts';

describe('pounds', () => {
  test.each([
    [0, '£0'],
    [5, '£5'],
    [999, '£999'],
    [1_000, '£1,000'],
    [3_000, '£3,000'],
    [1_234_567, '£1,234,567'],
    [63.7, '£63.70'],
    [1_250.05, '£1,250.05'],
    [0.1, '£0.10'],
    [2.999, '£3.00'],
  ])('%d is %s', (amount, shown) => {
    expect(formatPounds(amount)).toBe(shown);
  });

  test('are Latin digits, one sign, commas and a point, whatever the amount', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), fc.nat({ max: 99 }), (pounds, pence) => {
        expect(formatPounds(pounds + pence / 100)).toMatch(/^£\d{1,3}(,\d{3})*(\.\d{2})?$/);
      }),
    );
  });
});

describe('numbers', () => {
  test('have a comma for each thousand', () => {
    expect([7, 70, 700, 7_000, 70_000, 7_000_000].map(formatNumber)).toEqual([
      '7',
      '70',
      '700',
      '7,000',
      '70,000',
      '7,000,000',
    ]);
  });

  test('are the same number without the commas', () => {
    fc.assert(
      fc.property(fc.nat(), (amount) => {
        expect(Number(formatNumber(amount).replaceAll(',', ''))).toBe(amount);
      }),
    );
  });
});
