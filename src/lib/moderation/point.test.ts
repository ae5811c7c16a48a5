import { describe, expect, test } from 'vitest';
import type { Typed } from '../platform/forms.ts';
import { parsePoint, POINT_MAX } from './point.ts';

const known = new Map([
  ['respect', ['listen', 'meetings']],
  ['care', ['home']],
]);

const right: Typed = {
  text: 'People want to be asked first.',
  theme: 'respect',
  commitments: 'listen meetings',
};
const parse = (typed: Typed) => parsePoint({ ...right, ...typed }, known);
const faultsOf = (typed: Typed) => {
  const parsed = parse(typed);
  return 'faults' in parsed ? Object.keys(parsed.faults) : [];
};

describe('a point', () => {
  test('has text, a theme and commitments of it', () => {
    expect(parse({})).toEqual({
      draft: {
        text: 'People want to be asked first.',
        themeId: 'respect',
        commitmentIds: ['listen', 'meetings'],
        warnings: [],
      },
    });
  });

  test('may be about a whole theme', () => {
    expect(parse({ commitments: '' })).toMatchObject({ draft: { commitmentIds: [] } });
    expect(parse({ commitments: '  ' })).toMatchObject({ draft: { commitmentIds: [] } });
  });

  test('is taken without spaces at either end', () => {
    expect(parse({ text: '  Something \n' })).toMatchObject({ draft: { text: 'Something' } });
  });

  test('may just fit, and no more', () => {
    expect(faultsOf({ text: 'a'.repeat(POINT_MAX) })).toEqual([]);
    expect(faultsOf({ text: 'a'.repeat(POINT_MAX + 1) })).toEqual(['text']);
  });

  test.each<[string, Typed, string]>([
    ['no text', { text: ' \n ' }, 'text'],
    ['no theme', { theme: '' }, 'theme'],
    ['a theme that is not there', { theme: 'money' }, 'theme'],
    ['a commitment of another theme', { commitments: 'listen home' }, 'commitments'],
    ['a commitment that is not there', { commitments: 'nothing' }, 'commitments'],
  ])('cannot have %s', (_, typed, field) => {
    expect(faultsOf(typed)).toEqual([field]);
  });

  test('may carry warnings, of the list there is', () => {
    expect(parse({ warnings: 'death made-up hurt' })).toMatchObject({
      draft: { warnings: ['hurt', 'death'] },
    });
  });

  test('is told every fault at once', () => {
    expect(faultsOf({ text: '', theme: '' })).toEqual(['text', 'theme']);
  });
});
