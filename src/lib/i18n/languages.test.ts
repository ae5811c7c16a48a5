import { describe, expect, test } from 'vitest';
import { allLangs, isLang, languages, negotiate, type Lang } from './languages.ts';

const DESIGN = 'en ar ckb ku fa prs ps ti am sq vi ur so pl ro uk fr cy';
const RIGHT_TO_LEFT = 'ar ckb fa prs ps ur';

describe('the registry', () => {
  test('has the eighteen languages of the design, in the order of the picker', () => {
    expect(allLangs.join(' ')).toBe(DESIGN);
  });

  test('runs Arabic script from right to left and everything else from left to right', () => {
    expect(allLangs.filter((lang) => languages[lang].dir === 'rtl').join(' ')).toBe(RIGHT_TO_LEFT);
  });

  test('calls each language by a name of its own', () => {
    const names = allLangs.map((lang) => languages[lang].name.trim());
    expect(new Set(names).size).toBe(18);
    expect(names).not.toContain('');
  });

  test.each(allLangs)('writes the name of %s in the script it is read in', (lang) => {
    expect(/\p{Script=Arabic}/u.test(languages[lang].name)).toBe(languages[lang].dir === 'rtl');
  });

  test('says of no translation that a person checked it, but for the English', () => {
    expect(allLangs.filter((lang) => languages[lang].checked)).toEqual(['en']);
  });

  test.each(['EN', 'en-GB', 'de', '', 'constructor', '__proto__', 'toString'])('does not know %j', (code) => {
    expect(isLang(code)).toBe(false);
  });
});

describe('negotiation', () => {
  const choose = (header: string | null, offered: readonly Lang[] = allLangs) => negotiate(header, offered);

  test.each<[string, Lang]>([
    ['ar', 'ar'],
    ['ar-SD', 'ar'],
    ['AR-sd', 'ar'],
    ['en-US,en;q=0.9,ar;q=0.8', 'en'],
    ['ckb-IQ', 'ckb'],
    ['prs-AF', 'prs'],
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
  ])('%s gets %s', (header, lang) => {
    expect(choose(header)).toBe(lang);
  });

  test('the higher wish wins, whatever the order', () => {
    expect(choose('en;q=0.2, so;q=0.9, ti;q=0.4')).toBe('so');
  });

  test('a space before the semicolon is allowed (RFC 9110, 12.4.2)', () => {
    expect(choose('cy ; q=0.5 , uk ; q=0.7')).toBe('uk');
  });

  test('of equal wishes the first wins', () => {
    expect(choose('pl;q=0.5, ro;q=0.5')).toBe('pl');
    expect(choose('ro;q=0.5, pl;q=0.5')).toBe('ro');
  });

  test('a language refused with q=0 is not chosen for its own tag', () => {
    expect(choose('fr;q=0, cy;q=0.1')).toBe('cy');
    expect(choose('fr;q=0')).toBe('en');
  });

  test('tags we do not know are passed over', () => {
    expect(choose('xx, zz-ZZ;q=0.9, am;q=0.1')).toBe('am');
  });

  test.each([null, '', '*', 'xx', 'en-;;;', ', ,', 'q=1', '\u0000'])(
    '%j gets the first on offer',
    (header) => {
      expect(choose(header, ['en', 'ar'])).toBe('en');
    },
  );

  test('a wish that is no number does not stand in the way of others', () => {
    expect(choose('ar;q=., sq;q=0.3')).toBe('sq');
  });

  test('only what is on offer is chosen', () => {
    expect(choose('fr, ar;q=0.5', ['en', 'ar'])).toBe('ar');
  });

  test('with nothing on offer there is still English', () => {
    expect(choose('ar', [])).toBe('en');
  });

  test('Dari as browsers ask for it, fa-AF, gets Dari and not Farsi', () => {
    expect(choose('fa-AF')).toBe('prs');
  });

  test('Farsi gets Farsi', () => {
    expect(choose('fa-IR, fa;q=0.9')).toBe('fa');
  });
});
