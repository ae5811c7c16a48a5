import { describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from './files.server.ts';
import { bodyToTyped, faultsByField, typedToBody } from './draft.ts';
import { entitlementForm } from './entitlement-form.ts';
import { entitlementKind } from './entitlement-kind.server.ts';
import { numberTyped } from './typed-facts.ts';

const offer = [(await readNational()).offer, ...(await readAuthorities()).map((files) => files.offer)].flat();

test('every entitlement there is goes through the form and comes out as it was', () => {
  expect(offer.length).toBeGreaterThan(60);
  for (const facts of offer)
    expect(entitlementForm.fromTyped(entitlementForm.toTyped(facts), facts.id)).toEqual(facts);
});

test('the form has a control for every fact but the name', () => {
  for (const facts of offer) {
    const typed = bodyToTyped(entitlementKind, { facts, words: {}, madeFrom: {} });
    const controls = entitlementForm
      .parts(typed, [], [])
      .flatMap((part) => part.controls.map(({ name }) => name));
    const shown = Object.keys(typed).filter((name) => typed[name] !== '');
    expect(shown.filter((name) => !controls.includes(name))).toEqual([]);
  }
});

describe('rules', () => {
  const two = {
    'facts.rules.0.who': 'relevant',
    'facts.rules.0.validTo': '2026-04-01',
    'facts.rules.1.who': 'eligible relevant',
    'facts.rules.1.validFrom': '2026-04-01',
  };
  const whoOf = (typed: Record<string, string>) =>
    (entitlementForm.fromTyped(typed, 'x') as { rules: { who: string[] }[] }).rules.map(({ who }) => who);

  test('have one more place, for the next', () => {
    const legends = entitlementForm.parts(two, [], []).map(({ legend }) => legend);
    expect(legends.filter((legend) => /rule/i.test(legend))).toEqual([
      'Rule 1',
      'Rule 2',
      'Another rule, for other dates (leave empty for none)',
    ]);
  });

  test('are taken away when that is ticked, and left out when they are empty', () => {
    expect(whoOf(two)).toEqual([['relevant'], ['eligible', 'relevant']]);
    expect(whoOf({ ...two, 'facts.rules.0.gone': 'yes' })).toEqual([['eligible', 'relevant']]);
    expect(whoOf({ ...two, 'facts.rules.2.amount.period': 'once' })).toHaveLength(2);
  });

  test('keep what is not right as it was typed', () => {
    const typed = { ...two, 'facts.rules.0.amount.min': 'a lot', 'facts.checkedOn': 'Tuesday' };
    const facts = entitlementForm.fromTyped(typed, 'x');
    expect(entitlementForm.toTyped(facts)).toMatchObject(typed);
  });
});

test('money is read as people write it', () => {
  expect(['£3,000', '3000', ' 12.50 ', '', 'ten', '1,2', '9'.repeat(30)].map(numberTyped)).toEqual([
    3000,
    3000,
    12.5,
    null,
    'ten',
    '1,2',
    '9'.repeat(30),
  ]);
});

describe('words typed', () => {
  test('in a language where nothing is written make no translation', () => {
    const typed = { 'en.title': ' Hello ', 'pl.title': '  ' };
    const { words } = typedToBody(entitlementKind, 'x', typed, ['en', 'pl'], {});
    expect(Object.keys(words)).toEqual(['en']);
    expect(words.en?.title).toBe('Hello');
  });
});

test('a fault belongs to the field it is about, or to the nearest there is', () => {
  const names = ['facts.rules.0.who', 'facts.rules.0.amount.min', 'facts.ref', 'en.title'];
  const faults = [
    { path: ['facts', 'rules', 0, 'who', 3], message: 'one' },
    { path: ['facts', 'rules', 0, 'amount'], message: 'two' },
    { path: ['words', 'en', 'title'], message: 'three' },
    { path: ['facts', 'ref'], message: 'four' },
    { path: ['facts', 'ref'], message: 'five' },
    { path: ['facts', 'id'], message: 'six' },
  ];
  expect(faultsByField(faults, names)).toEqual({
    'facts.rules.0.who': 'one',
    'facts.rules.0.amount.min': 'two',
    'en.title': 'three',
    'facts.ref': 'four five',
    'facts.id': 'six',
  });
});
