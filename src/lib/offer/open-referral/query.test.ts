import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageOf } from './list.ts';
import { canonical, PAGING, parseQuery, type Query } from './query.ts';
import { taxonomies, taxonomyTerms } from './taxonomy.ts';

const ID = taxonomyTerms[0]!.id;
const parse = (text: string, ...rest: [typeof PAGING] | []) => parseQuery(new URLSearchParams(text), ...rest);
const faultsOf = (text: string) => {
  const parsed = parse(text);
  return 'faults' in parsed ? parsed.faults.map(({ parameter }) => parameter) : [];
};
const canonicalOf = (text: string) => {
  const parsed = parse(text);
  return 'query' in parsed ? canonical(parsed.query) : null;
};

describe('a query', () => {
  test('asks for the first fifty where it says nothing', () => {
    expect(parse('')).toEqual({ query: { page: 1, per_page: 50 } });
  });

  test('is read whole', () => {
    const text = `page=2&per_page=100&search=A%20%20Home&taxonomy_term_id=${ID.toUpperCase()}&taxonomy_id=${taxonomies[0]!.id}&minimum_age=16&maximum_age=24&start_time=09:00&end_time=17:30:00&day=mo`;
    expect(parse(text)).toEqual({
      query: {
        page: 2,
        per_page: 100,
        search: 'a home',
        taxonomy_term_id: ID,
        taxonomy_id: taxonomies[0]!.id,
        minimum_age: 16,
        maximum_age: 24,
        start_time: '09:00',
        end_time: '17:30',
        day: 'MO',
      },
    });
  });

  test.each([
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=', 'page'],
    ['page=1e3', 'page'],
    ['page=99999999999', 'page'],
    ['per_page=0', 'per_page'],
    ['per_page=1001', 'per_page'],
    ['per_page=all', 'per_page'],
    ['taxonomy_term_id=money', 'taxonomy_term_id'],
    ['taxonomy_id=', 'taxonomy_id'],
    ['minimum_age=-1', 'minimum_age'],
    ['maximum_age=old', 'maximum_age'],
    ['maximum_age=151', 'maximum_age'],
    ['start_time=9am', 'start_time'],
    ['start_time=24:00', 'start_time'],
    ['end_time=9:00', 'end_time'],
    ['day=Monday', 'day'],
    ['day=MO,TU', 'day'],
    [`search=${'x'.repeat(201)}`, 'search'],
    ['postcode=M1', 'postcode'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['page=1&page=2', 'page'],
  ])('%s is refused, and it says which part', (text, parameter) => {
    expect(faultsOf(text)).toEqual([parameter]);
  });

  test('says everything that is wrong at once', () => {
    expect(faultsOf('page=0&day=x&colour=red')).toEqual(['page', 'day', 'colour']);
  });

  test('of a list without filters takes none', () => {
    expect(parse('page=2', PAGING)).toEqual({ query: { page: 2, per_page: 50 } });
    expect(parse('search=x', PAGING)).toHaveProperty('faults');
  });
});

describe('the one spelling of a query', () => {
  test('is the same for the same question', () => {
    expect(canonicalOf('per_page=100&page=1')).toBe('per_page=100');
    expect(canonicalOf('page=1&per_page=50&search=')).toBe('');
    expect(canonicalOf('day=mo&search=%20H%C3%B4me%20')).toBe(canonicalOf('search=home&day=MO'));
    expect(canonicalOf('page=002')).toBe('page=2');
  });

  test('asks for the same again', () => {
    const query = fc.record<Query>(
      {
        page: fc.integer({ min: 1, max: 1_000_000 }),
        per_page: fc.integer({ min: 1, max: 1_000 }),
        minimum_age: fc.integer({ min: 0, max: 150 }),
        search: fc
          .string({ minLength: 1, maxLength: 20 })
          .filter((text) => /^[a-z ]+$/.test(text) && text.trim() === text),
        day: fc.constantFrom('MO', 'SU'),
      },
      { requiredKeys: ['page', 'per_page'] },
    );
    fc.assert(
      fc.property(query, (one) => {
        const text = canonical(one);
        expect(canonicalOf(text)).toBe(text);
      }),
    );
  });
});

describe('a page of a list', () => {
  const items = Array.from({ length: 7 }, (_, number) => number);
  test.each([
    [1, 3, [0, 1, 2], true, false],
    [2, 3, [3, 4, 5], false, false],
    [3, 3, [6], false, true],
    [4, 3, [], false, true],
    [1, 7, items, true, true],
  ])('%d of %d at a time', (page, per_page, contents, first_page, last_page) => {
    expect(pageOf(items, { page, per_page })).toEqual({
      total_items: 7,
      total_pages: Math.ceil(7 / per_page),
      page_number: page,
      size: contents.length,
      first_page,
      last_page,
      empty: contents.length === 0,
      contents,
    });
  });

  test('of nothing is empty, first and last', () => {
    expect(pageOf([], { page: 1, per_page: 50 })).toMatchObject({
      total_items: 0,
      total_pages: 0,
      size: 0,
      first_page: true,
      last_page: true,
      empty: true,
    });
  });
});
