import { describe, expect, test } from 'vitest';
import { parseSpan, returnYear, toReturn } from './coded-reviews.ts';

describe('the days of a file', () => {
  test('are those of the return, 1 April to 31 March, where nothing is said', () => {
    expect(returnYear('2026-03-31')).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect(returnYear('2026-04-01')).toEqual({ from: '2026-04-01', to: '2027-03-31' });
    expect(parseSpan({}, '2026-11-22')).toEqual({ span: { from: '2026-04-01', to: '2027-03-31' } });
  });

  test('are days there are, the first before the last', () => {
    expect(parseSpan({ from: '2026-02-30', to: '' }, '2026-11-22')).toHaveProperty('faults.from');
    expect(parseSpan({ from: '2026-02-30', to: '' }, '2026-11-22')).toHaveProperty('faults.to');
    expect(parseSpan({ from: '2026-05-02', to: '2026-05-01' }, '2026-11-22')).toEqual({
      faults: { to: 'The last day is before the first one.' },
    });
    const oneDay = { from: '2026-05-01', to: '2026-05-01' };
    expect(parseSpan(oneDay, '2026-11-22')).toEqual({ span: oneDay });
  });
});

describe('the file', () => {
  const review = (reference: string, code: string | null) => ({
    reviewId: 'x',
    reference,
    heldOn: '2026-05-09',
    code,
  });

  test('has a code and a date together, or neither (rule 167)', () => {
    expect(toReturn([review('R-1', 'PN1'), review('R-2', null)])).toBe(
      '\uFEFF"CHILD","REVIEW","REVIEW_CODE"\r\n"R-1","09/05/2026","PN1"\r\n',
    );
  });

  test('holds nothing that a spreadsheet would run', () => {
    expect(toReturn([review('=1+1', 'PN6')])).toContain(`"'=1+1"`);
  });
});
