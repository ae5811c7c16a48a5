import { expect, test } from 'vitest';
import { parseNewSeries } from './new-series.ts';

const known = { officers: ['o1', 'o2'], workers: ['w1'] };
const typed = {
  reference: ' MX-4102 ',
  kind: 'looked_after',
  startedOn: '2026-01-05',
  held: '2026-04-20\n2026-01-30',
  officerId: 'o1',
  workerId: 'w1',
};
const read = (change: Record<string, string>) => {
  const parsed = parseNewSeries({ ...typed, ...change }, known, '2026-11-23');
  return 'faults' in parsed ? Object.keys(parsed.faults).join() : parsed.series;
};

test('what is given is read, the days in order', () => {
  expect(read({})).toEqual({
    reference: 'MX-4102',
    kind: 'looked_after',
    startedOn: '2026-01-05',
    held: ['2026-01-30', '2026-04-20'],
    officerId: 'o1',
    workerId: 'w1',
  });
});

test.each([
  [{ reference: 'Made Up' }, 'reference'],
  [{ kind: '' }, 'kind'],
  [{ startedOn: '' }, 'startedOn'],
  [{ startedOn: '2026-11-24', held: '' }, 'startedOn'],
  [{ startedOn: '1960-01-05', held: '' }, 'startedOn'],
  [{ officerId: 'w1' }, 'officerId'],
  [{ workerId: 'o1' }, 'workerId'],
  [{ held: '30/01/2026' }, 'held'],
  [{ held: '2026-11-24' }, 'held'],
  [{ held: '2026-01-30 2026-01-30' }, 'held'],
  [{ held: '2025-12-31' }, 'held'],
])('%j is refused at %s', (change, field) => {
  expect(read(change)).toBe(field);
});
