import { expect, test } from 'vitest';
import { groupViewsOpenings } from './views-openings.ts';

const opened = (at: string, meta: object) => ({ at, meta: JSON.stringify(meta) });

test('who opened views is told once a day, by who they are and for whom, the newest first', () => {
  const deeds = [
    opened('2026-07-06T09:00:00.000Z', { reader: 'officer' }),
    opened('2026-07-06T10:00:00.000Z', { reader: 'officer' }),
    opened('2026-07-06T11:00:00.000Z', { reader: 'officer', for: 'carers' }),
    // Midnight is England's: an hour before UTC's in summer.
    opened('2026-07-06T23:30:00.000Z', { reader: 'worker' }),
    opened('2026-07-07T08:00:00.000Z', { reader: 'worker' }),
  ];
  expect(groupViewsOpenings(deeds)).toEqual([
    { reader: 'worker', for: null, at: '2026-07-06T23:30:00.000Z', times: 2 },
    { reader: 'officer', for: 'carers', at: '2026-07-06T11:00:00.000Z', times: 1 },
    { reader: 'officer', for: null, at: '2026-07-06T09:00:00.000Z', times: 2 },
  ]);
});

test('what is no reader is nobody', () => {
  expect(groupViewsOpenings([opened('2026-07-06T09:00:00.000Z', { reader: 'teacher' })])).toEqual([]);
  expect(groupViewsOpenings([opened('2026-07-06T09:00:00.000Z', {})])).toEqual([]);
});
