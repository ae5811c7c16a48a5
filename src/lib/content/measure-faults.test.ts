import { expect, test } from 'vitest';
import type { MeasureFacts } from '../promise/measure.ts';
import { measureFaults } from './measure-faults.ts';

const point = { kind: 'actual' as const, period: '2017/18', value: 4, asWritten: null };
const right: MeasureFacts = {
  id: 'moves',
  ref: 'M1',
  theme: null,
  commitments: [],
  unit: 'count',
  better: 'down',
  source: { key: 'plan', section: null },
  points: [point],
};
const said = (changed: Partial<MeasureFacts>) =>
  measureFaults({ ...right, ...changed }, { sources: { plan: { title: 'The plan', date: null } } }).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

test('what is right has no faults, whichever way its times are written', () => {
  const periods = [null, '2017', '2017/18', '2017/18+', '2017-02', '2016-02-29'];
  expect(said({ points: periods.map((period) => ({ ...point, period })) })).toEqual([]);
});

test('a figure on its own names a source that there is', () => {
  expect(said({ points: [point, { ...point, source: { key: 'gone', section: null } }] })).toEqual([
    'points.1.source.key: There is no source “gone”.',
  ]);
});

test('a figure is of a day that there is', () => {
  expect(said({ points: [{ ...point, period: '2017-02-29' }] })).toEqual([
    'points.0.period: There is no such day.',
  ]);
  expect(said({ points: [{ ...point, period: null, against: '2017-02-30' }] })).toEqual([
    'points.0.against: There is no such day.',
  ]);
});

test('it needs a reference', () => {
  expect(said({ ref: ' ' })).toEqual(['ref: It needs a reference.']);
});
