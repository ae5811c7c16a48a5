import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agesThen,
  ageThen,
  codeFault,
  codes,
  comings,
  conveyings,
  parseConfirmed,
  suggestCode,
  tookPart,
  type Came,
  type Code,
  type Conveyed,
} from './participation.ts';

const happened = fc.record({
  came: fc.constantFrom(...comings),
  conveyed: fc.constantFrom(...conveyings),
  underFour: fc.boolean(),
  viewsSent: fc.nat({ max: 3 }),
});

describe('what is suggested', () => {
  test.each<[Came, Conveyed, number, Code]>([
    ['all', 'spoke', 0, 'PN1'],
    ['part', 'spoke', 3, 'PN1'],
    ['all', 'advocate', 0, 'PN2'],
    ['part', 'briefed', 0, 'PN2'],
    ['all', 'symbols', 0, 'PN3'],
    ['all', 'another-means', 0, 'PN3'],
    ['all', 'nothing', 0, 'PN4'],
    ['all', 'nothing', 1, 'PN3'],
    ['not', 'briefed', 0, 'PN5'],
    ['not', 'advocate', 1, 'PN5'],
    ['not', 'another-means', 0, 'PN6'],
    ['not', 'symbols', 0, 'PN6'],
    ['not', 'nothing', 1, 'PN6'],
    ['not', 'nothing', 0, 'PN7'],
  ])('came %s, views by %s, %i sent here: %s', (came, conveyed, viewsSent, code) => {
    const suggestion = suggestCode({ came, conveyed, viewsSent, underFour: false });
    expect(suggestion?.code).toBe(code);
    expect(suggestion?.why).toMatch(/^They .+\.$/);
  });

  test('somebody who did not come did not speak there', () => {
    expect(suggestCode({ came: 'not', conveyed: 'spoke', viewsSent: 0, underFour: false })).toBeNull();
  });

  test('is PN0 for everybody under 4, and for nobody else', () => {
    fc.assert(
      fc.property(happened, (one) => {
        expect(suggestCode(one)?.code === 'PN0').toBe(one.underFour);
      }),
    );
  });

  test('is always a code that may be confirmed', () => {
    fc.assert(
      fc.property(happened, (one) => {
        const { came, conveyed, underFour, viewsSent } = one;
        const suggestion = suggestCode(one);
        if (!suggestion) return;
        const age = underFour ? 'under' : 'older';
        expect(codeFault({ came, conveyed, age, code: suggestion.code }, viewsSent)).toBeNull();
      }),
    );
  });

  test('says that they came exactly for the codes of those who came', () => {
    fc.assert(
      fc.property(happened, (one) => {
        const code = suggestCode({ ...one, underFour: false })?.code;
        if (code) expect(['PN1', 'PN2', 'PN3', 'PN4'].includes(code)).toBe(one.came !== 'not');
      }),
    );
  });
});

const any = fc.record({
  came: fc.constantFrom(...comings),
  conveyed: fc.constantFrom(...conveyings),
  age: fc.constantFrom(...agesThen),
  code: fc.constantFrom(...codes),
});

describe('what may be confirmed', () => {
  test('rules 440 and 441: PN0 after the fourth birthday, or another code before it, is refused', () => {
    fc.assert(
      fc.property(any, fc.nat({ max: 2 }), (one, viewsSent) => {
        const fault = codeFault(one, viewsSent);
        if (one.code === 'PN0' && one.age === 'older') expect(fault).toContain('440');
        if (one.code !== 'PN0' && one.age === 'under') expect(fault).toContain('441');
      }),
    );
  });

  test('on the fourth birthday both PN0 and what happened pass', () => {
    const that = { came: 'all', conveyed: 'spoke', age: 'turned' } as const;
    expect(codeFault({ ...that, code: 'PN0' }, 0)).toBeNull();
    expect(codeFault({ ...that, code: 'PN1' }, 0)).toBeNull();
    expect(codeFault({ ...that, code: 'PN7' }, 0)).toContain('not what you say happened');
  });

  test('from 4 on nothing stands but what happened; where views were sent and nothing was said, the officer chooses', () => {
    fc.assert(
      fc.property(any, fc.nat({ max: 2 }), (one, viewsSent) => {
        if (one.age === 'under' || one.code === 'PN0') return;
        const fits = suggestCode({ ...one, underFour: false, viewsSent })?.code;
        const choice = one.conveyed === 'nothing' && viewsSent > 0;
        const also = choice ? (one.came === 'not' ? 'PN7' : 'PN4') : fits;
        expect(codeFault(one, viewsSent) === null).toBe(
          fits !== undefined && [fits, also].includes(one.code),
        );
      }),
    );
  });

  test('every fault of an empty form is said, rule 167 among them', () => {
    const parsed = parseConfirmed({}, 0);
    expect(Object.keys('faults' in parsed ? parsed.faults : {})).toEqual(['came', 'conveyed', 'age', 'code']);
    expect('faults' in parsed && parsed.faults.code).toContain('167');
  });

  test('nothing that is no choice is taken', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (came, conveyed, age, code) => {
        expect('faults' in parseConfirmed({ came, conveyed, age, code }, 0)).toBe(true);
      }),
    );
  });

  test('what is kept says again what was said of their age', () => {
    expect(ageThen(null, null)).toBe('');
    expect(ageThen(true, 'PN0')).toBe('under');
    expect(ageThen(false, 'PN0')).toBe('turned');
    expect(ageThen(false, 'PN1')).toBe('older');
  });
});

test('took part: PN1, PN2, PN3, PN5 and PN6; PN0 is left out', () => {
  expect(codes.filter((code) => tookPart(code))).toEqual(['PN1', 'PN2', 'PN3', 'PN5', 'PN6']);
  expect(codes.filter((code) => tookPart(code) === null)).toEqual(['PN0']);
});
