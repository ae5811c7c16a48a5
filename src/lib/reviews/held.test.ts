import { expect, test } from 'vitest';
import { parseHeld } from './held.ts';

const about = { today: '2026-11-23', startedOn: '2026-01-05', lastHeldOn: '2026-05-01' };
const read = (typed: Record<string, string>) => {
  const parsed = parseHeld(typed, about);
  return 'faults' in parsed ? Object.keys(parsed.faults).join() : parsed.held;
};

test('how somebody took part may be said now or later', () => {
  expect(read({ heldOn: '2026-11-23' })).toEqual({
    heldOn: '2026-11-23',
    came: null,
    conveyed: null,
    underFour: null,
  });
  expect(read({ heldOn: '2026-11-20', came: 'part', conveyed: 'advocate', age: 'older' })).toEqual({
    heldOn: '2026-11-20',
    came: 'part',
    conveyed: 'advocate',
    underFour: false,
  });
  expect(read({ heldOn: '2026-11-20', age: 'under' })).toMatchObject({ underFour: true });
});

test.each([
  [{}, 'heldOn'],
  [{ heldOn: '2026-11-24' }, 'heldOn'],
  [{ heldOn: '2026-02-30' }, 'heldOn'],
  [{ heldOn: '2025-12-31' }, 'heldOn'],
  [{ heldOn: '2026-05-01' }, 'heldOn'],
  [{ heldOn: '2026-11-20', came: 'perhaps' }, 'came'],
  [{ heldOn: '2026-11-20', conveyed: 'sang', age: '7' }, 'conveyed,age'],
  [{ heldOn: '2026-11-20', came: 'not', conveyed: 'spoke' }, 'conveyed'],
])('%j is refused at %s', (typed, fields) => {
  expect(read(typed)).toBe(fields);
});
