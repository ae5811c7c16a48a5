import { describe, expect, test } from 'vitest';
import { parseHandOver, parseHold } from './hold.ts';

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed ? Object.keys(parsed.faults as object) : [];

describe('a hold', () => {
  const right = { what: 'Not safe at home tonight.', handTo: 'Duty team' };

  test('says what was seen and who takes it on', () => {
    expect(parseHold(right)).toEqual({ note: right });
  });

  test('is taken without spaces at either end', () => {
    expect(parseHold({ what: ' a ', handTo: ' b ' })).toEqual({ note: { what: 'a', handTo: 'b' } });
  });

  test('needs both', () => {
    expect(faultsOf(parseHold({}))).toEqual(['what', 'handTo']);
    expect(faultsOf(parseHold({ what: '  ', handTo: '\n' }))).toEqual(['what', 'handTo']);
  });

  test('has room for two thousand characters and a name of a hundred and twenty', () => {
    expect(faultsOf(parseHold({ what: 'a'.repeat(2_000), handTo: 'b'.repeat(120) }))).toEqual([]);
    expect(faultsOf(parseHold({ ...right, what: 'a'.repeat(2_001) }))).toEqual(['what']);
    expect(faultsOf(parseHold({ ...right, handTo: 'b'.repeat(121) }))).toEqual(['handTo']);
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
