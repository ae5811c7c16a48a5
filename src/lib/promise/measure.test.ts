import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  conflictsAmong,
  inTime,
  isBlank,
  measuresBeside,
  MeasuresFileSchema,
  outcomeOf,
  yearsIn,
  type Measure,
  type MeasureFacts,
  type Point,
} from './measure.ts';

const point = (kind: Point['kind'], period: string | null, value: number | null, rest: Partial<Point> = {}) =>
  ({ kind, period, value, asWritten: null, ...rest }) satisfies Point;

describe('whether an aim was reached', () => {
  const outcome = (better: MeasureFacts['better'], target: Point, actual: Point) =>
    outcomeOf(better, [target, actual], actual);

  test.each([
    ['up', 60, 60, 'met'],
    ['up', 60, 61, 'met'],
    ['up', 60, 59.9, 'not-met'],
    ['down', 50, 50, 'met'],
    ['down', 50, 49, 'met'],
    ['down', 50, 50.1, 'not-met'],
    ['none', 50, 50, 'unknown'],
  ] as const)(
    'where %s is better, an aim of %d and a figure of %d are %s',
    (better, aim, figure, expected) => {
      expect(outcome(better, point('target', '2019/20', aim), point('actual', '2019/20', figure))).toBe(
        expected,
      );
    },
  );

  test('reaching it is not enough where the aim is to be past it', () => {
    const target = (asWritten: string | null) => point('target', '2019', 10, { asWritten });
    const actual = point('actual', '2019', 10);
    expect(outcome('down', target('less than 10%'), actual)).toBe('not-met');
    expect(outcome('up', target('>10%'), actual)).toBe('not-met');
    expect(outcome('up', target('at least 10%'), actual)).toBe('met');
    expect(outcome('up', target(null), actual)).toBe('met');
  });

  test('an aim from a year on is for every later time, and for none before', () => {
    const target = point('target', '2017/18+', 426);
    expect(outcome('down', target, point('actual', '2019-06', 400))).toBe('met');
    expect(outcome('down', target, point('actual', '2017/18', 430))).toBe('not-met');
    expect(outcome('down', target, point('actual', '2017-03-31', 400))).toBe('unknown');
  });

  test.each([
    ['no aim', [point('actual', '2019', 5)]],
    ['an aim for another year', [point('actual', '2019', 5), point('target', '2018', 5)]],
    ['an aim without a year', [point('actual', '2019', 5), point('target', null, 5)]],
    ['an empty aim', [point('actual', '2019', 5), point('target', '2019', null)]],
    ['an empty figure', [point('actual', '2019', null), point('target', '2019', 5)]],
    ['two aims', [point('actual', '2019', 5), point('target', '2019', 5), point('target', '2019', 4)]],
    ['two figures', [point('actual', '2019', 5), point('actual', '2019', 6), point('target', '2019', 5)]],
    ['where it began', [point('baseline', '2019', 5), point('target', '2019', 5)]],
  ])('nobody can know with %s', (_, points) => {
    expect(outcomeOf('up', points, points[0]!)).toBe('unknown');
  });
});

describe('figures that contradict each other', () => {
  const first = point('target', null, 27);

  test('are of the same kind and time, and all of them are named', () => {
    const second = point('target', null, 50);
    expect([...conflictsAmong([first, point('baseline', null, null), second])]).toEqual([first, second]);
  });

  test('are not an aim and what happened, nor two years', () => {
    expect(conflictsAmong([first, point('actual', null, 27), point('target', '2018', 30)]).size).toBe(0);
  });

  test('may have no time of their own', () => {
    const dated = point('actual', '2013/14', 67);
    const undated = point('actual', null, 64, { against: '2013/14' });
    expect(conflictsAmong([dated, undated, point('actual', null, 3)])).toEqual(new Set([dated, undated]));
  });
});

test('a place is empty without a number and without words, and a lone sign is no word', () => {
  const says = (asWritten: string | null) => isBlank(point('target', null, null, { asWritten }));
  expect([says(null), says('%'), says('?'), says('all'), says('10% less')]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(isBlank(point('target', null, 0))).toBe(false);
});

test('figures are in order of time, those without one last, and the aim before what happened', () => {
  const times = ['2021', null, '2018-03-31', '2017/18', '2017', '2019-06', '2017/18+', '2018'];
  const sorted = inTime([
    ...times.map((time) => point('target', time, 1)),
    point('actual', '2016', 1),
    point('target', '2016', 1),
    point('actual', null, 1, { against: '2016-05' }),
  ]);
  expect(sorted.map(({ kind, period }) => `${kind} ${period}`)).toEqual([
    'target 2016',
    'actual 2016',
    'actual null',
    'target 2017',
    'target 2017/18',
    'target 2017/18+',
    'target 2018',
    'target 2018-03-31',
    'target 2019-06',
    'target 2021',
    'target null',
  ]);
});

test('a commitment has the measures that name it', () => {
  const of = (id: string, commitments: string[]) => ({ facts: { id, commitments } }) as Measure;
  const measures = [of('a', ['listen', 'rights']), of('b', []), of('c', ['listen'])];
  expect(measuresBeside(measures, 'listen').map(({ facts }) => facts.id)).toEqual(['a', 'c']);
  expect(measuresBeside(measures, 'list')).toEqual([]);
});

test.each([
  [['2016–2019'], '2016–2019'],
  [['March–October 2019', null], '2019'],
  [['2016–2019', '2020–2021', '2019-10-09'], '2016–2021'],
  [['undated', null, undefined], null],
])('the years in %j are %s', (texts, years) => {
  expect(yearsIn(texts)).toBe(years);
});

describe('a file of measures', () => {
  const right = {
    id: 'reviews',
    ref: 'M-1',
    theme: null,
    commitments: [],
    unit: 'percent',
    better: 'up',
    source: { key: 'mcs', section: null },
    points: [{ period: '2017/18', kind: 'target', value: 60, asWritten: null }],
  };
  const isRight = (measure: object) => v.safeParse(MeasuresFileSchema, { measures: [measure] }).success;

  test('may be as ours are', () => {
    expect(isRight(right)).toBe(true);
  });

  test.each([
    ['a wrong key', { ...right, tilte: 'x' }],
    ['an unknown unit', { ...right, unit: 'pounds' }],
    ['no points', { ...right, points: [] }],
    ['a time that is none', { ...right, points: [{ ...right.points[0], period: '2017-13' }] }],
    ['words for a time', { ...right, points: [{ ...right.points[0], period: 'last year' }] }],
    ['less than nothing', { ...right, points: [{ ...right.points[0], value: -1 }] }],
    ['words that are empty', { ...right, points: [{ ...right.points[0], asWritten: '' }] }],
    ['an id with markup', { ...right, id: '<b>' }],
  ])('may not have %s', (_, wrong) => {
    expect(isRight(wrong)).toBe(false);
  });
});
