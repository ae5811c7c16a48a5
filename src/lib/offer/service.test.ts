import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { aSchedule, aService, someFacts, someWords } from '../../../tests/support/services.ts';
import { currentFirst, ServiceFactsSchema, ServicesFileSchema, ServiceWordsSchema } from './service.ts';

const isRight = (facts: unknown) => v.safeParse(ServiceFactsSchema, facts).success;
const hall = {
  type: 'physical' as const,
  address_1: '1 Nowhere Street',
  city: 'Madeupton',
  state_province: 'Nowhereshire',
  postal_code: 'ZZ99 3WZ',
  country: 'GB' as const,
};

describe('the facts of a service', () => {
  test.each<[string, object]>([
    ['without a place', {}],
    ['with a place', { place: hall }],
    ['online', { place: { type: 'virtual' } }],
    ['old and inactive', { historic: true, status: 'inactive' }],
    ['open with no end', { schedules: [aSchedule({ opens: '08:00' })] }],
    [
      'for some days',
      { schedules: [aSchedule({ starts: '2026-12-01', ends: '2026-12-03', repeats: 'once' })] },
    ],
  ])('are taken %s', (_, rest) => {
    expect(isRight(someFacts(rest))).toBe(true);
  });

  test.each<[string, object]>([
    ['a key that is none', { colour: 'red' }],
    ['an id with a capital', { id: 'Film' }],
    ['an id with markup', { id: '<b>' }],
    ['another kind', { kind: 'party' }],
    ['another need', { need: 'fun' }],
    ['another status', { status: 'open' }],
    ['old and active', { historic: true }],
    ['ages the wrong way round', { ages: { from: 18, to: 18 } }],
    ['another day', { schedules: [aSchedule({ days: ['monday' as 'mo'] })] }],
    ['a time that is none', { schedules: [aSchedule({ opens: '24:00' })] }],
    ['closing before it opens', { schedules: [aSchedule({ opens: '20:00', closes: '08:00' })] }],
    ['closing and never opening', { schedules: [aSchedule({ closes: '08:00' })] }],
    ['ending before it starts', { schedules: [aSchedule({ starts: '2026-12-02', ends: '2026-12-01' })] }],
    ['ending and never starting', { schedules: [aSchedule({ ends: '2026-12-01' })] }],
    ['a day that is none', { schedules: [aSchedule({ starts: '2026-02-30x' })] }],
    ['half an address', { place: { type: 'physical', city: 'Madeupton' } }],
    ['a postcode that is none', { place: { ...hall, postal_code: 'M1' } }],
    ['another country', { place: { ...hall, country: 'FR' } }],
    ['a name to ask for', { contactRole: 'Jo Bloggs' }],
    ['another way of getting in', { accessibility: ['stairs'] }],
    ['no source', { source: { title: ' ', section: null, date: null } }],
    [
      'a source that runs something',
      { source: { title: 'x', section: null, date: null, url: 'javascript:alert(1)' } },
    ],
  ])('are refused with %s', (_, rest) => {
    expect(isRight({ ...someFacts(), ...rest })).toBe(false);
  });

  test.each(Object.keys(someFacts()))('are refused without %s', (key) => {
    const facts = Object.fromEntries(Object.entries(someFacts()).filter(([name]) => name !== key));
    expect(isRight(facts)).toBe(false);
  });
});

test('a file has no id and no reference twice', () => {
  const fileOf = (...services: object[]) => v.safeParse(ServicesFileSchema, { services }).success;
  expect(fileOf(someFacts(), someFacts({ id: 'other', ref: 'TEST-2' }))).toBe(true);
  expect(fileOf(someFacts(), someFacts({ ref: 'TEST-2' }))).toBe(false);
  expect(fileOf(someFacts(), someFacts({ id: 'other' }))).toBe(false);
});

test('words are whole, and nothing is among them that is not shown', () => {
  const isWhole = (words: object) => v.safeParse(ServiceWordsSchema, words).success;
  expect(isWhole(someWords())).toBe(true);
  expect(isWhole(someWords({ where: 'Upstairs', times: 'Mondays' }))).toBe(true);
  expect(isWhole(someWords({ title: ' ' }))).toBe(false);
  expect(isWhole(someWords({ phone: 'none' }))).toBe(false);
  expect(isWhole({ title: 'Film night' })).toBe(false);
});

test('what runs is shown before what is old, and what is over last', () => {
  const [over, old, on] = [
    aService({ id: 'over', status: 'defunct' }),
    aService({ id: 'old', status: 'inactive' }),
    aService({ id: 'on' }),
  ];
  expect(currentFirst([over, old, on]).map(({ facts }) => facts.id)).toEqual(['on', 'old', 'over']);
});
