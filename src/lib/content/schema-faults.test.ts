import { expect, test } from 'vitest';
import { MeasureFactsSchema } from '../promise/measure.ts';
import { schemaFaults } from './schema-faults.ts';

const point = { period: '2017/18', kind: 'actual', value: 4, asWritten: null };
const facts = {
  id: 'moves',
  ref: 'M1',
  theme: null,
  commitments: [],
  unit: 'count',
  better: 'down',
  source: { key: 'plan', section: null },
  points: [point],
};
const said = (changed: object) =>
  schemaFaults(MeasureFactsSchema, { ...facts, ...changed }).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

test('a list that is no JSON is told without repeating all of it', () => {
  expect(said({ points: '[{"period": "2017/18"' })).toEqual([
    'points: This is not a list as JSON has it. Look for a bracket, a comma or a quotation mark that is missing.',
  ]);
});

test('a time that is none is told as a time, a name that is none as a name', () => {
  expect(said({ points: [{ ...point, period: '2017-2018' }] })).toEqual([
    'points.0.period: “2017-2018” is no time like 2017, 2017/18, 2018-03 or 2018-03-31.',
  ]);
  expect(said({ id: 'Our Moves' })).toEqual(['id: “Our Moves” must be small letters, digits and hyphens.']);
});
