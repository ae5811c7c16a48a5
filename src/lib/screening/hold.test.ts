import { describe, expect, test } from 'vitest';
import { hoursLate, parseAsk, parseHandOver, parseHold, whoIsTold } from './hold.ts';

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed ? Object.keys(parsed.faults as object) : [];

/** A Monday in July: an hour ahead of UTC in England. */
const now = new Date('2026-07-06T09:00:00Z');
const right = { what: 'Not safe at home tonight.', whom: 'Her brother', handTo: 'Duty team', by: 'hour' };

describe('a hold', () => {
  test('says what happened, to whom, who takes it on and by when', () => {
    const { by: _by, ...said } = right;
    expect(parseHold(right, now)).toEqual({ note: { ...said, dueAt: '2026-07-06T10:00:00.000Z' } });
  });

  test('is taken without spaces at either end', () => {
    expect(parseHold({ what: ' a ', whom: ' c ', handTo: ' b ', by: 'hour' }, now)).toMatchObject({
      note: { what: 'a', whom: 'c', handTo: 'b' },
    });
  });

  test('needs all of them', () => {
    const all = ['at', 'by', 'handTo', 'what', 'whom'];
    expect(faultsOf(parseHold({}, now)).sort()).toEqual(all.filter((field) => field !== 'at'));
    expect(faultsOf(parseHold({ what: '  ', whom: ' ', handTo: '\n', by: 'time' }, now)).sort()).toEqual(
      all.filter((field) => field !== 'by'),
    );
    expect(faultsOf(parseHold({ ...right, by: 'never' }, now))).toEqual(['by']);
  });

  test('has room for two thousand characters, five hundred of whom, and a name of a hundred and twenty', () => {
    const most = { what: 'a'.repeat(2_000), whom: 'c'.repeat(500), handTo: 'b'.repeat(120), by: 'hour' };
    expect(faultsOf(parseHold(most, now))).toEqual([]);
    for (const field of ['what', 'whom', 'handTo'] as const)
      expect(faultsOf(parseHold({ ...most, [field]: `${most[field]}x` }, now))).toEqual([field]);
  });

  const dueOf = (by: object, at = now) => {
    const parsed = parseHold({ ...right, ...by }, at);
    return 'note' in parsed ? parsed.note.dueAt : faultsOf(parsed);
  };

  test('is due at the end of the day in England, summer and winter, and never in the past', () => {
    expect(dueOf({ by: 'today' })).toBe('2026-07-06T22:59:00.000Z');
    expect(dueOf({ by: 'today' }, new Date('2026-12-01T10:00:00Z'))).toBe('2026-12-01T23:59:00.000Z');
    expect(dueOf({ by: 'today' }, new Date('2026-12-01T23:59:30Z'))).toBe('2026-12-02T00:00:30.000Z');
  });

  test('is due at a time, as clocks in England show it, within a week', () => {
    expect(dueOf({ by: 'time', at: '2026-07-06T12:30' })).toBe('2026-07-06T11:30:00.000Z');
    expect(dueOf({ by: 'time', at: '2026-07-06T10:00' })).toEqual(['at']);
    expect(dueOf({ by: 'time', at: '2026-07-13T10:00' })).toBe('2026-07-13T09:00:00.000Z');
    expect(dueOf({ by: 'time', at: '2026-07-13T10:01' })).toEqual(['at']);
    for (const at of ['', 'soon', '2026-02-30T10:00', '2026-07-06T25:00', '2026-07-06'])
      expect(dueOf({ by: 'time', at })).toEqual(['at']);
  });
});

describe('a hand-over', () => {
  test('carries the reference of the team that has it now', () => {
    expect(parseHandOver({ reference: ' MASH-2026-17 ' })).toEqual({ reference: 'MASH-2026-17' });
  });

  test('is not believed without one', () => {
    expect(faultsOf(parseHandOver({}))).toEqual(['reference']);
    expect(faultsOf(parseHandOver({ reference: '   ' }))).toEqual(['reference']);
  });

  test('has room for sixty characters', () => {
    expect(faultsOf(parseHandOver({ reference: 'a'.repeat(60) }))).toEqual([]);
    expect(faultsOf(parseHandOver({ reference: 'a'.repeat(61) }))).toEqual(['reference']);
  });
});

test('who asks the duty team to look says why, in up to a thousand characters', () => {
  expect(parseAsk({ why: ' A bruise? ' })).toEqual({ why: 'A bruise?' });
  expect(faultsOf(parseAsk({ why: ' ' }))).toEqual(['why']);
  expect(faultsOf(parseAsk({ why: 'a'.repeat(1_001) }))).toEqual(['why']);
});

describe('a late hand-over', () => {
  const hold = { heldAt: '2026-07-06T09:00:00.000Z', dueAt: '2026-07-06T10:00:00.000Z' };
  const toldAt = (time: string) => whoIsTold(hold, new Date(time));

  test.each([
    ['in time', '2026-07-06T10:00:00.000Z', []],
    ['late by a moment', '2026-07-06T10:00:00.001Z', ['safeguarding-duty']],
    ['not yet an hour', '2026-07-06T10:59:59.999Z', ['safeguarding-duty']],
    ['an hour', '2026-07-06T11:00:00.000Z', ['safeguarding-duty', 'service-lead']],
    ['not yet four', '2026-07-06T13:59:59.999Z', ['safeguarding-duty', 'service-lead']],
    ['four hours', '2026-07-06T14:00:00.000Z', ['safeguarding-duty', 'service-lead', 'advocate']],
  ])('%s', (_name, time, told) => {
    expect(toldAt(time)).toEqual(told);
  });

  test('is told again as it is once a clock that jumped ahead is put right', () => {
    expect(toldAt('2036-07-06T10:00:00.000Z')).toHaveLength(3);
    expect(toldAt('2026-07-06T10:30:00.000Z')).toEqual(['safeguarding-duty']);
  });

  test('is told to everybody where its own clock was ahead: nobody knows how old it is', () => {
    expect(toldAt('2025-07-06T10:00:00.000Z')).toHaveLength(3);
    expect(toldAt('2026-07-06T08:56:00.000Z')).toEqual([]);
  });

  test('is counted in hours, from when it was due', () => {
    expect(hoursLate(hold, new Date('2026-07-06T11:30:00.000Z'))).toBe(1.5);
    expect(hoursLate(hold, new Date('2026-07-06T09:30:00.000Z'))).toBe(0);
  });
});
