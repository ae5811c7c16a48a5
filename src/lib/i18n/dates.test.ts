import { describe, expect, test } from 'vitest';
import calendar from './calendar.json' with { type: 'json' };
import { formatDay, formatList, formatTime } from './dates.ts';
import { allLangs, type Lang } from './languages.ts';

/** July in each language, written out by hand: not what a phone without the language's data would say. */
const july: Record<Lang, string> = {
  en: 'July',
  ar: 'يوليو',
  ckb: 'تەمووز',
  ku: 'tîrmeh',
  fa: 'ژوئیه',
  prs: 'جولای',
  ps: 'جولای',
  ti: 'ጁላይ',
  am: 'ጁላይ',
  sq: 'korrik',
  vi: 'tháng 7',
  ur: 'جولائی',
  so: 'Luulyo',
  pl: 'lipca',
  ro: 'iulie',
  uk: 'липня',
  fr: 'juillet',
  cy: 'Gorffennaf',
};

describe.each(allLangs)('a day in %s', (lang) => {
  const shown = formatDay(lang, '2026-07-22');

  test('shows the year, the month and the day', () => {
    expect(shown).toContain('2026');
    expect(shown).toContain(july[lang]);
    expect(shown).toContain('22');
  });

  test('shows no digits but Latin ones', () => {
    expect(shown.replace(/[0-9]/g, '')).not.toMatch(/\p{Nd}/u);
  });

  test('leaves nothing of the pattern', () => {
    expect(shown).not.toMatch(/[{}]/);
    expect(shown.trim()).toBe(shown);
  });

  test('begins no day with a nought', () => {
    expect(formatDay(lang, '2026-07-05')).not.toContain('05');
  });

  test('tells twelve months apart', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      formatDay(lang, `2026-${String(month + 1).padStart(2, '0')}`),
    );
    expect(new Set(months).size).toBe(12);
    expect(months.join(' ')).not.toContain('undefined');
  });

  test('is not in English by accident', () => {
    expect(calendar[lang].months.includes('July')).toBe(lang === 'en');
  });

  test('is only a month and a year when the day is not known', () => {
    const partial = formatDay(lang, '2026-07');
    expect(partial).toContain(july[lang]);
    expect(partial.replace(july[lang], '').match(/\d+/g)).toEqual(['2026']);
  });

  test('is only a year when the month is not known', () => {
    expect(formatDay(lang, '2026')).toBe('2026');
  });
});

describe('the clock of England', () => {
  test.each([
    ['in winter', '2026-01-15T14:05:00Z', '15 January 2026, 14:05'],
    ['in summer', '2026-07-15T14:05:00Z', '15 July 2026, 15:05'],
    ['before the clocks go forward', '2026-03-29T00:59:00Z', '29 March 2026, 00:59'],
    ['as the clocks go forward', '2026-03-29T01:00:00Z', '29 March 2026, 02:00'],
    ['before the clocks go back', '2026-10-25T00:59:00Z', '25 October 2026, 01:59'],
    ['as the clocks go back', '2026-10-25T01:00:00Z', '25 October 2026, 01:00'],
    ['at midnight', '2026-01-15T00:00:00Z', '15 January 2026, 00:00'],
  ])('%s', (_, instant, shown) => {
    expect(formatTime('en', instant)).toBe(shown);
  });

  test('an instant late on a summer evening in UTC is already the next day', () => {
    expect(formatDay('en', '2026-07-05T23:30:00.000Z')).toBe('6 July 2026');
  });

  test('the last instant of a year is still that year', () => {
    expect(formatDay('en', '2026-12-31T23:59:59.999Z')).toBe('31 December 2026');
  });
});

describe('lists', () => {
  test.each(allLangs)('in %s have every item once, in order', (lang) => {
    const shown = formatList(lang, ['KKK', 'LLL', 'MMM']);
    expect(shown.match(/KKK|LLL|MMM/g)).toEqual(['KKK', 'LLL', 'MMM']);
  });

  test('join as the language joins', () => {
    expect(formatList('en', ['a', 'b', 'c'])).toBe('a, b and c');
    expect(formatList('en', ['a', 'b'])).toBe('a and b');
    expect(formatList('cy', ['a', 'b'])).toBe('a a b');
    expect(formatList('ar', ['أ', 'ب', 'ج'])).toBe('أ وب وج');
  });

  test('of one or none are just that', () => {
    expect(formatList('en', ['a'])).toBe('a');
    expect(formatList('en', [])).toBe('');
  });
});
