import { describe, expect, test } from 'vitest';
import type { Typed } from '../platform/forms.ts';
import { isLate, parseStanding, saysTheSame, standingKinds, whyIn } from './standing.ts';

const TODAY = '2026-07-06';
const right: Typed = {
  standing: 'not-yet',
  dueOn: '2026-08-03',
  owner: 'Head of fostering',
  'why-en': 'There are too few homes.',
};

const parse = (typed: Typed, dueOn: string | null = null) =>
  parseStanding({ ...right, ...typed }, ['en', 'ar'], TODAY, { names: ['Zainab Thornwell'], dueOn });

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed ? Object.keys(parsed.faults as object) : [];

describe('what the council says of a promise', () => {
  test('is taken as it was written', () => {
    expect(parse({ 'why-ar': ' لأن البيوت قليلة ' })).toEqual({
      standing: {
        kind: 'not-yet',
        ownerRole: 'Head of fostering',
        dueOn: '2026-08-03',
        why: { en: 'There are too few homes.', ar: 'لأن البيوت قليلة' },
      },
    });
  });

  test.each(standingKinds)('%s says why, in English', (standing) => {
    expect(faultsOf(parse({ standing, 'why-en': '  ', 'why-ar': 'لأن' }))).toEqual(['why-en']);
  });

  test.each([undefined, '', 'nearly', 'KEPT', '__proto__'])('%j is no standing', (standing) => {
    expect(faultsOf(parse({ standing: standing as string }))).toContain('standing');
  });

  test.each(['', 'soon', '2026-02-30', '06/07/2026'])('“not yet” needs a day: %j is none', (dueOn) => {
    expect(faultsOf(parse({ dueOn }))).toEqual(['dueOn']);
  });

  test('a day that is over is no promise, unless it is the one that stands', () => {
    expect(faultsOf(parse({ dueOn: '2026-07-05' }))).toEqual(['dueOn']);
    expect(faultsOf(parse({ dueOn: '2026-07-05' }, '2026-07-01'))).toEqual(['dueOn']);
    expect(faultsOf(parse({ dueOn: '2026-07-05' }, '2026-07-05'))).toEqual([]);
    expect(faultsOf(parse({ dueOn: TODAY }))).toEqual([]);
  });

  test.each(['kept', 'cannot'])('%s has no day, whatever the field still holds', (standing) => {
    for (const dueOn of ['2026-08-03', 'soon', '']) {
      expect(parse({ standing, dueOn })).toMatchObject({ standing: { kind: standing, dueOn: null } });
    }
  });

  test.each(['', 'zainab thornwell', 'Ask Zainab Thornwell, head of fostering', 'jo@example.gov.uk'])(
    'a role is no person: %j',
    (owner) => {
      expect(faultsOf(parse({ owner }))).toEqual(['owner']);
    },
  );

  test('has room for six hundred characters, and a role for a hundred', () => {
    const long = (length: number) => 'x'.repeat(length);
    expect(faultsOf(parse({ 'why-en': long(600), 'why-ar': long(600), owner: long(100) }))).toEqual([]);
    expect(faultsOf(parse({ 'why-en': long(601), 'why-ar': long(601), owner: long(101) })).sort()).toEqual([
      'owner',
      'why-ar',
      'why-en',
    ]);
  });

  test('every fault is told at once', () => {
    expect(faultsOf(parse({ standing: 'not-yet', dueOn: '', owner: '', 'why-en': '' })).sort()).toEqual([
      'dueOn',
      'owner',
      'why-en',
    ]);
  });

  test('a language the council does not offer is not taken', () => {
    expect(parse({ 'why-pl': 'Za mało domów.' })).toMatchObject({
      standing: { why: { en: right['why-en'] } },
    });
    expect(JSON.stringify(parse({ 'why-pl': 'Za mało domów.' }))).not.toContain('domów');
  });
});

describe('late', () => {
  test.each([
    ['not-yet', '2026-07-05', true],
    ['not-yet', '2026-07-06', false],
    ['not-yet', '2026-07-07', false],
    ['kept', '2026-07-05', false],
    ['cannot', null, false],
  ] as const)('%s by %s: %s', (kind, dueOn, late) => {
    expect(isLate({ kind, dueOn }, TODAY)).toBe(late);
  });
});

describe('why', () => {
  test('is in the reader’s language where it is written, and English as English otherwise', () => {
    const why = { en: 'Too few homes.', ar: 'البيوت قليلة' };
    expect(whyIn('ar', why)).toEqual({ text: why.ar, textLang: 'ar' });
    expect(whyIn('pl', why)).toEqual({ text: why.en, textLang: 'en' });
    expect(whyIn('en', why)).toEqual({ text: why.en, textLang: 'en' });
  });

  test('two say the same only when nothing of them differs', () => {
    const one = { kind: 'kept', ownerRole: 'A role', dueOn: null, why: { en: 'Because.' } } as const;
    expect(saysTheSame(one, { ...one, why: { en: 'Because.' } })).toBe(true);
    const others = [
      { ...one, kind: 'cannot' as const },
      { ...one, ownerRole: 'Another' },
      { ...one, dueOn: TODAY },
      { ...one, why: { en: 'Because!' } },
      { ...one, why: { en: 'Because.', pl: 'Bo.' } },
    ];
    for (const other of others) {
      expect([saysTheSame(one, other), saysTheSame(other, one)]).toEqual([false, false]);
    }
  });
});
