import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageOn, birthday, daysBetween } from './age.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a birthday', () => {
  test('comes at the beginning of the day', () => {
    expect(ageOn('2010-03-07', '2026-03-06')).toBe(15);
    expect(ageOn('2010-03-07', '2026-03-07')).toBe(16);
  });

  test('of 29 February is 1 March in other years', () => {
    expect(birthday('2008-02-29', 18)).toBe('2026-03-01');
    expect(birthday('2008-02-29', 16)).toBe('2024-02-29');
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
    expect(ageOn('2008-02-29', '2024-02-28')).toBe(15);
    expect(ageOn('2008-02-29', '2024-02-29')).toBe(16);
  });

  test('is the first day of an age, whoever was born when', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (born, age) => {
        const first = birthday(born, age);
        expect(ageOn(born, first)).toBe(age);
        const before = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
        expect(ageOn(born, before)).toBe(age - 1);
      }),
    );
  });
});

describe('a day', () => {
  test('is so many days after another', () => {
    expect(daysBetween('2026-01-01', '2026-04-02')).toBe(91);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-01-02', '2026-01-01')).toBe(-1);
  });
});
