import { describe, expect, test } from 'vitest';
import type { EntitlementFacts } from '../offer/entitlement.ts';
import { entitlementKind } from './entitlement-kind.server.ts';
import type { Body, Fault } from './piece.ts';
import { commitmentKind, themeKind } from './promise-kinds.server.ts';
import { publishFaults, retireFaults, type GateContext, type Other } from './publish-gate.ts';

const rule: EntitlementFacts['rules'][number] = {
  validFrom: null,
  validTo: null,
  who: ['former-relevant'],
  ages: { from: 18, to: 25 },
  conditions: [],
  amount: { min: 100, max: 200, period: 'once' },
};

const facts: EntitlementFacts = {
  id: 'money',
  ref: 'L1',
  need: 'money',
  rules: [rule],
  law: null,
  kind: 'policy',
  inForce: 'yes',
  historic: false,
  owedBy: 'council-that-cared',
  source: { title: 'A paper', section: null, date: '2026-01', url: 'https://example.org/paper' },
  checkedOn: '2026-02-01',
  reviewBy: '2026-08-01',
  confidence: 'high',
};
const english = { title: 'Money', summary: 'It is money.', who: 'You.', how: 'Ask.', bring: '', note: '' };
const body = (changed: object = {}, words: Body['words'] = { en: english }): Body => ({
  facts: { ...facts, ...changed },
  words,
  madeFrom: {},
});
const context: GateContext = { sources: {}, today: '2026-11-22', others: [], published: null };

const said = (faults: Fault[]) => faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
const check = (changed: object, more: Partial<GateContext> = {}) =>
  said(publishFaults(entitlementKind, 'money', body(changed), { ...context, ...more }));
const withRules = (...changes: object[]) =>
  check({ rules: changes.map((change) => ({ ...rule, ...change })) });
const withWords = (words: Body['words']) =>
  said(publishFaults(entitlementKind, 'money', body({}, words), context));

test('what is right is published', () => {
  expect(check({})).toEqual([]);
});

describe('words', () => {
  test.each(['title', 'summary', 'who', 'how'])('%s must be there in English', (name) => {
    expect(withWords({ en: { ...english, [name]: '  ' } })).toEqual([
      `words.en.${name}: This cannot be empty.`,
    ]);
  });

  test('what to bring and what is good to know may be empty, and may be missing', () => {
    const { bring: _, note: __, ...rest } = english;
    expect(withWords({ en: rest })).toEqual([]);
  });

  test('without English nothing is published', () => {
    expect(withWords({ pl: english })).toHaveLength(4);
  });

  test('another language may be missing, and is whole where it is not', () => {
    expect(withWords({ en: english, pl: { ...english, how: '' } })).toEqual([
      'words.pl.how: This is not translated. Write it, or leave the whole language empty.',
    ]);
    expect(withWords({ en: { ...english, note: 'More.' }, pl: english })).toEqual([
      'words.pl.note: This is not translated. Write it, or leave the whole language empty.',
    ]);
  });

  test('are at most 1,500 characters a field', () => {
    expect(withWords({ en: { ...english, note: 'x'.repeat(1_500) } })).toEqual([]);
    expect(withWords({ en: { ...english, note: 'x'.repeat(1_501) } })).toEqual([
      'words.en.note: Use at most 1500 characters: this has 1501.',
    ]);
  });
});

describe('the source', () => {
  const published = body();

  test('is named, and is not dropped', () => {
    const source = { ...facts.source, title: ' ' };
    expect(check({ source })).toEqual(['facts.source.title: Name where this comes from.']);
    expect(check({ source }, { published })).toEqual([
      'facts.source.title: The source was dropped. Name where this comes from.',
    ]);
  });

  test('keeps its address while it is the same source', () => {
    const { url: _, ...bare } = facts.source;
    expect(check({ source: bare })).toEqual([]);
    expect(check({ source: bare }, { published })).toEqual([
      'facts.source.url: The address of the source was dropped.',
    ]);
    expect(check({ source: { ...bare, title: 'Another paper' } }, { published })).toEqual([]);
  });

  test.each(['http://example.org', 'javascript:alert(1)', 'https://', 'ftp://example.org/x'])(
    'is not linked to by %s',
    (url) => {
      const faults = check({ source: { ...facts.source, url } });
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(/^facts\.source\.url: .*begins with https:\/\/$/);
    },
  );

  test('has a date that there is, not after the day it was checked on', () => {
    for (const date of ['2026', '2026-01', '2026-01-31', null])
      expect(check({ source: { ...facts.source, date } })).toEqual([]);
    for (const date of ['2025-13', '2025-02-30', 'last year', '25', ''])
      expect(check({ source: { ...facts.source, date } })).toContain(
        'facts.source.date: There is no such day.',
      );
    expect(check({ source: { ...facts.source, date: '2026-03' } })).toEqual([
      'facts.source.date: The source is newer than the day it was checked on.',
    ]);
  });

  test('of a commitment is one that the authority has', () => {
    const commitment = { id: 'listen', ref: '1a', source: { key: 'paper', section: null }, theme: 'respect' };
    const others: Other[] = [{ kind: 'theme', id: 'respect', ref: null, references: [] }];
    const sources = { paper: { title: 'A paper', date: null } };
    const words = { en: { title: 'We listen.', meaning: 'We do.' } };
    const faultsOf = (changed: object, more: Partial<GateContext> = {}) =>
      said(
        publishFaults(
          commitmentKind,
          'listen',
          { facts: { ...commitment, ...changed }, words, madeFrom: {} },
          { ...context, others, sources, ...more },
        ),
      );
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ source: { key: 'nowhere', section: null } })).toEqual([
      'facts.source.key: There is no source “nowhere”.',
    ]);
    expect(faultsOf({ source: { key: '', section: null } })).toEqual([
      'facts.source.key: The source was dropped. Name where this comes from.',
    ]);
    expect(faultsOf({ source: { key: 'constructor', section: null } })).toHaveLength(1);
    expect(faultsOf({ theme: 'gone' })).toEqual([
      'facts.theme: There is no theme “gone”: the link would lead nowhere.',
    ]);
    expect(faultsOf({ ref: ' ' })).toEqual(['facts.ref: It needs a reference.']);
  });
});

describe('numbers and days', () => {
  test('amounts, ages, days and birthdays are the right way round', () => {
    expect(withRules({ amount: { min: 200, max: 100, period: 'once' } })).toEqual([
      'facts.rules.0.amount.max: The largest amount is smaller than the smallest.',
    ]);
    expect(withRules({ ages: { from: 25, to: 18 } })).toEqual([
      'facts.rules.0.ages.to: The age it ends at must be above the age it begins at.',
    ]);
    expect(withRules({ validFrom: '2026-05-01', validTo: '2026-05-01' })).toEqual([
      'facts.rules.0.validTo: It must end after it begins.',
    ]);
    expect(withRules({ born: { from: '2006-01-02', to: '2006-01-01' } })).toEqual([
      'facts.rules.0.born.to: This day must be after the other.',
    ]);
    expect(check({ reviewBy: facts.checkedOn })).toEqual([
      'facts.reviewBy: It must be checked again after it was checked.',
    ]);
  });

  test('a rule names nobody whom the rest of it leaves out', () => {
    const nobody = (place: number, who: string) =>
      `facts.rules.0.who.${place}: Nobody is “${who}” when all the rest of this rule holds.`;
    expect(withRules({ who: ['former-relevant', 'eligible'] })).toEqual([nobody(1, 'eligible')]);
    expect(withRules({ who: ['looked_after_under_16'] })).toEqual([nobody(0, 'looked_after_under_16')]);
    expect(withRules({ who: ['qualifying_edu_under_25'], ages: { from: 16, to: 21 } })).toHaveLength(1);
    expect(withRules({ who: ['eligible'], ages: { from: 17, to: 19 } })).toEqual([]);
    expect(withRules({ who: ['anyone'], ages: null })).toEqual([]);
  });

  test('an amount has a number, in pounds that are not below nothing', () => {
    expect(withRules({ amount: { min: null, max: null, period: 'once' } })).toEqual([
      'facts.rules.0.amount: An amount needs a number.',
    ]);
    expect(withRules({ amount: { min: -1, max: 5, period: 'once' } })).toEqual([
      'facts.rules.0.amount.min: This must be 0 or more.',
    ]);
    expect(withRules({ amount: { min: 'a lot', max: null, period: 'once' } })).toEqual([
      'facts.rules.0.amount.min: “a lot” is not a number.',
    ]);
  });

  test('an amount needs the day it was checked on', () => {
    expect(check({ checkedOn: '' })).toEqual(['facts.checkedOn: An amount needs the day it was checked on.']);
    expect(check({ checkedOn: undefined })).toEqual([
      'facts.checkedOn: An amount needs the day it was checked on.',
    ]);
    expect(check({ checkedOn: '', rules: [{ ...rule, amount: null }] })).toEqual([
      'facts.checkedOn: Write a day, like 2026-11-22.',
    ]);
  });

  test('ages are whole numbers of years', () => {
    expect(withRules({ ages: { from: 17.5, to: null } })).toHaveLength(1);
    expect(withRules({ ages: { from: 18, to: 121 } })).toHaveLength(1);
    expect(withRules({ ages: { from: 0, to: null } })).toEqual([]);
  });

  test('a day is one that there is, and nothing is checked in the future', () => {
    expect(check({ checkedOn: '2026-02-29' })).toContain('facts.checkedOn: There is no such day.');
    expect(check({ reviewBy: '2026-11-31' })).toEqual(['facts.reviewBy: There is no such day.']);
    expect(withRules({ validFrom: '2025-02-29' })).toEqual([
      'facts.rules.0.validFrom: There is no such day.',
    ]);
    expect(withRules({ validFrom: '2024-02-29' })).toEqual([]);
    expect(check({ checkedOn: '2026-11-23', reviewBy: '2027-01-01' })).toEqual([
      'facts.checkedOn: This day has not come yet.',
    ]);
    expect(check({ checkedOn: 'Tuesday' })).toEqual([
      'facts.checkedOn: This is not a day. Write it like 2026-11-22.',
    ]);
  });
});

describe('rules', () => {
  test('name categories that there are, and at least one', () => {
    expect(withRules({ who: ['former-relevant', 'leavers'] })).toEqual([
      'facts.rules.0.who.1: There is no category or group “leavers”.',
    ]);
    expect(withRules({ who: [] })).toEqual(['facts.rules.0.who: Choose at least one.']);
    expect(check({ rules: [] })).toEqual(['facts.rules: Choose at least one.']);
  });

  test('do not hold on the same day', () => {
    expect(withRules({ validTo: '2026-04-01' }, { validFrom: '2026-04-01' })).toEqual([]);
    expect(withRules({ validTo: '2026-04-01' }, { validFrom: '2026-05-01' })).toEqual([]);
    expect(withRules({ validTo: '2026-04-02' }, { validFrom: '2026-04-01' })).toHaveLength(1);
    expect(withRules({}, { validFrom: '2026-04-01' })).toHaveLength(1);
    expect(withRules({ validTo: '2026-04-01' }, {})).toHaveLength(1);
    expect(withRules({ validFrom: '2026-04-01' }, { validTo: '2026-04-01' })[0]).toMatch(
      /^facts\.rules\.1\.validFrom: .*hold on the same days/,
    );
  });

  test('of law say which', () => {
    expect(check({ kind: 'law' })).toEqual(['facts.law: Say which law, or choose another kind.']);
  });
});

describe('links and names', () => {
  const other: Other = { kind: 'entitlement', id: 'other', ref: 'L1', references: [] };

  test('a name or a reference is there once', () => {
    expect(check({}, { others: [other] })).toEqual([
      'facts.ref: “L1” is the reference of entitlement other too. Each can be used once.',
    ]);
    expect(check({}, { others: [{ ...other, id: 'money', ref: null }] })).toEqual([
      'facts.id: There are two with the name “money”.',
    ]);
    expect(check({}, { others: [{ ...other, kind: 'commitment', id: 'money', ref: 'x' }] })).toEqual([]);
  });

  test('a name can be in an address', () => {
    const bad = publishFaults(entitlementKind, 'Not A Name', body({ id: 'Not A Name' }), context);
    expect(said(bad)).toEqual([
      'facts.id: A name is small letters, digits and hyphens, at most 60, like “driving-lessons”.',
    ]);
  });

  test('a key that nobody knows is told', () => {
    expect(check({ prize: 1 })).toEqual(['facts.prize: There is no such key: “prize”.']);
  });

  test('what others lead to is not taken out', () => {
    const child: Other = { kind: 'commitment', id: 'a', ref: '1', references: [{ kind: 'theme', id: 't' }] };
    expect(retireFaults({ kind: 'theme', id: 't' }, [child], [])).toEqual(['The commitment “a” leads here.']);
    expect(retireFaults({ kind: 'theme', id: 'u' }, [child], [])).toEqual([]);
    expect(retireFaults({ kind: 'theme', id: 'u' }, [child], ['A decision is about it.'])).toEqual([
      'A decision is about it.',
    ]);
  });
});

test('a heading is of a kind there is', () => {
  const words = { en: { title: 'Respect', summary: 'We are kind.' } };
  const faults = publishFaults(
    themeKind,
    't',
    { facts: { id: 't', kind: '' }, words, madeFrom: {} },
    context,
  );
  expect(said(faults)).toEqual(['facts.kind: Choose one.']);
});
