import { describe, expect, test } from 'vitest';
import { newInvitationCode, normaliseInvitationCode } from './invitation-code.ts';

const many = Array.from({ length: 2_000 }, newInvitationCode);

describe('a new code', () => {
  test('is two halves of five symbols that cannot be mistaken for each other', () => {
    const shape = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
    expect(many.filter((code) => !shape.test(code))).toEqual([]);
  });

  test('is never the same twice', () => {
    expect(new Set(many).size).toBe(many.length);
  });

  test('uses all thirty-two symbols about as often as each other', () => {
    const counts = new Map<string, number>();
    for (const symbol of many.join('').replaceAll('-', '')) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    const expected = (many.length * 10) / 32;
    expect(counts.size).toBe(32);
    expect(Math.min(...counts.values())).toBeGreaterThan(expected * 0.7);
    expect(Math.max(...counts.values())).toBeLessThan(expected * 1.3);
  });
});

describe('a typed code', () => {
  test.each([
    ['as shown', 'AB1C0-9XYZ2'],
    ['in small letters', 'ab1c0-9xyz2'],
    ['without the dash', 'AB1C09XYZ2'],
    ['with spaces', ' AB1C0  9XYZ2\n'],
    ['with O for nought', 'AB1CO-9XYZ2'],
    ['with I for one', 'ABIC0-9XYZ2'],
    ['with l for one', 'ABlC0-9XYZ2'],
  ])('is the same %s', (_, typed) => {
    expect(normaliseInvitationCode(typed)).toBe('AB1C09XYZ2');
  });

  test('is compared whole: every new code is found again, and no two become one', () => {
    const compared = many.map(normaliseInvitationCode);
    expect(compared).toEqual(many.map((code) => code.replace('-', '')));
    expect(new Set(compared).size).toBe(many.length);
  });

  test('that is wrong stays wrong', () => {
    expect(normaliseInvitationCode('AB1C0-9XYZ3')).not.toBe('AB1C09XYZ2');
    expect(normaliseInvitationCode('')).toBe('');
  });
});
