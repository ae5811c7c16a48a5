import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTerm } from './jargon-form.ts';

describe('a word for the list', () => {
  test('is taken with its plain words, on one line each', () => {
    expect(parseTerm({ term: ' Section\n 20 ', plain: 'your  parents agreed' })).toEqual({
      term: { term: 'Section 20', plain: 'your parents agreed' },
    });
  });

  test.each([
    [{}, ['term', 'plain']],
    [{ term: '20', plain: '...' }, ['term', 'plain']],
    [{ term: 'x'.repeat(61), plain: 'y'.repeat(121) }, ['term', 'plain']],
    [{ term: 'LAC', plain: 'a lac child' }, ['plain']],
  ])('%o is told what is wrong with it', (typed, fields) => {
    const parsed = parseTerm(typed as Record<string, string>);
    expect(Object.keys('faults' in parsed ? parsed.faults : {})).toEqual(fields);
  });

  test('whatever is typed, is text of some length or told what is wrong', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (term, plain) => {
        const parsed = parseTerm({ term, plain });
        if ('term' in parsed) expect(parsed.term.term.length).toBeLessThanOrEqual(60);
        else expect(Object.keys(parsed.faults).length).toBeGreaterThan(0);
      }),
    );
  });
});
