import { describe, expect, test } from 'vitest';
import { aSchedule, someFacts } from '../../../tests/support/services.ts';
import type { Body } from './piece.ts';
import { publishFaults } from './publish-gate.ts';
import { serviceKind } from './service-kind.server.ts';

const words = { en: { title: 'Cooking', summary: 'We cook.', who: 'You.', how: 'Come.' } };
const source = { title: 'A paper', section: null, date: '2026', url: 'https://example.org/paper' };
const right = someFacts({ source, checkedOn: '2026-11-01', reviewBy: '2027-05-01' });
const bodyOf = (facts: object): Body => ({ facts, words, madeFrom: {} });

function said(changed: object, published: Body | null = null): string[] {
  const body = bodyOf({ ...right, ...changed });
  const context = { sources: {}, today: '2026-11-22', others: [], published };
  return publishFaults(serviceKind, right.id, body, context).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

test('what is right is published', () => {
  expect(said({ schedules: [aSchedule({ starts: '2028-02-29', repeats: 'once' })] })).toEqual([]);
});

describe('days', () => {
  test.each(['starts', 'ends'])('%s on one that there is', (name) => {
    const schedule = { ...aSchedule({ starts: '2027-01-01', ends: '2027-03-01' }), [name]: '2027-02-29' };
    expect(said({ schedules: [schedule] })).toEqual([`facts.schedules.0.${name}: There is no such day.`]);
  });

  test('nothing is checked in the future, nor to be checked again before it was', () => {
    expect(said({ checkedOn: '2026-12-01' })).toEqual(['facts.checkedOn: This day has not come yet.']);
    expect(said({ reviewBy: '2026-11-01' })).toEqual([
      'facts.reviewBy: It must be checked again after it was checked.',
    ]);
  });
});

describe('the source', () => {
  test('has a date that there is', () => {
    expect(said({ source: { ...source, date: 'last year' } })).toEqual([
      'facts.source.date: There is no such day.',
    ]);
  });

  test('keeps its address while it is the same source', () => {
    const { url: _, ...without } = source;
    expect(said({ source: without }, bodyOf(right))).toEqual([
      'facts.source.url: The address of the source was dropped.',
    ]);
    expect(said({ source: { ...without, title: 'Another' } }, bodyOf(right))).toEqual([]);
  });
});

test('ages are whole numbers of years', () => {
  expect(said({ ages: { from: -3, to: 16.5 } })).toEqual([
    'facts.ages.from: An age is a whole number from 0 to 120.',
    'facts.ages.to: An age is a whole number from 0 to 120.',
  ]);
});

test('what is wrong is told at the field that it is about', () => {
  expect(said({ ages: { from: 20, to: 16 } })).toEqual(['facts.ages: It has its ages the wrong way round.']);
  expect(said({ historic: true, status: 'active' })).toEqual([
    'facts.status: It is historic and says it is active.',
  ]);
  expect(said({ schedules: [aSchedule({ opens: '12:00', closes: '10:00' })] })).toEqual([
    'facts.schedules.0.closes: It closes before it opens.',
  ]);
});

test('what has the wrong shape is told in words that fit it', () => {
  const place = { type: 'physical', address_1: '', city: 'T', state_province: 'C', country: 'GB' };
  expect(
    said({
      ref: '',
      schedules: [aSchedule({ opens: '29:00', closes: null })],
      place: { ...place, postal_code: 'M99' },
      source: { ...source, url: 'http://example.org' },
    }),
  ).toEqual([
    'facts.ref: This cannot be empty.',
    'facts.schedules.0.opens: “29:00” is no time of day like 08:00.',
    'facts.place.address_1: This cannot be empty.',
    'facts.place.postal_code: “M99” is no postcode.',
    'facts.source.url: “http://example.org” is not an address. It begins with https://',
  ]);
});

test('a form keeps as many times as there are, and asks for nothing but what can be changed', () => {
  const schedules = Array.from({ length: 12 }, (_, hour) => aSchedule({ opens: `${hour + 10}:00` }));
  const place = { type: 'physical', address_1: 'A', city: 'T', state_province: 'C', postal_code: 'M1 1AA' };
  const facts = { ...right, schedules, place: { ...place, country: 'GB' } };
  const typed = serviceKind.form.toTyped(facts);
  expect(serviceKind.form.fromTyped(typed, right.id)).toEqual(facts);
  const parts = serviceKind.form.parts(typed, [], []);
  const asked = parts.flatMap(({ controls }) => controls.map(({ name }) => name));
  expect(Object.keys(typed).filter((name) => name !== 'facts.id' && !asked.includes(name))).toEqual([]);
  expect(new Set(parts.map(({ legend }) => legend)).size).toBe(parts.length);
});
