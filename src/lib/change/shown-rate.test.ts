import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publicRate } from './check-back-rate.ts';
import { answersIn, MORE_BEFORE_SHOWN, nextShown, NO_ANSWERS, type AnswerCounts } from './shown-rate.ts';

const kinds = ['yes', 'partly', 'no'] as const;
type Kind = (typeof kinds)[number];

/** What happens: somebody new answers, or one of those who did changes their mind. */
const happenings = fc.array(
  fc.record({ who: fc.nat({ max: 60 }), answer: fc.constantFrom<Kind>(...kinds) }),
  { maxLength: 150 },
);

const countsOf = (answers: Map<number, Kind>): AnswerCounts => {
  const counts = { ...NO_ANSWERS };
  for (const answer of answers.values()) counts[answer] += 1;
  return counts;
};

test('nothing moves for four more answers, and everything for the fifth', () => {
  const shown = { yes: 8, partly: 1, no: 1 };
  expect(nextShown(shown, { yes: 9, partly: 2, no: 3 })).toBe(shown);
  expect(nextShown(shown, { yes: 9, partly: 3, no: 3 })).toEqual({ yes: 9, partly: 3, no: 3 });
});

test('changing one’s mind moves nothing', () => {
  const shown = { yes: 8, partly: 1, no: 1 };
  expect(nextShown(shown, { yes: 3, partly: 1, no: 6 })).toBe(shown);
});

test('two looks at the page never differ by the answers of fewer than five people', () => {
  fc.assert(
    fc.property(happenings, (story) => {
      const answers = new Map<number, Kind>();
      let shown = NO_ANSWERS;
      /** Each state that anybody could see, with the answers there were when it came to be shown. */
      const looks = [{ shown, behind: new Map(answers) }];
      for (const { who, answer } of story) {
        answers.set(who, answer);
        const next = nextShown(shown, countsOf(answers));
        if (next !== shown) looks.push({ shown: next, behind: new Map(answers) });
        shown = next;
      }
      for (const [place, later] of looks.entries())
        for (const earlier of looks.slice(0, place)) {
          const moved = [...later.behind].filter(([who, answer]) => earlier.behind.get(who) !== answer);
          expect(moved.length).toBeGreaterThanOrEqual(MORE_BEFORE_SHOWN);
          expect(answersIn(later.shown) - answersIn(earlier.shown)).toBeGreaterThanOrEqual(MORE_BEFORE_SHOWN);
        }
    }),
  );
});

test('what is shown is never more than four answers behind, and nothing is shown of fewer than ten', () => {
  fc.assert(
    fc.property(happenings, (story) => {
      const answers = new Map<number, Kind>();
      let shown = NO_ANSWERS;
      for (const { who, answer } of story) {
        answers.set(who, answer);
        shown = nextShown(shown, countsOf(answers));
        expect(answers.size - answersIn(shown)).toBeLessThan(MORE_BEFORE_SHOWN);
        if (answers.size < 10) expect(publicRate(shown)).toEqual({ tooFew: true });
      }
    }),
  );
});
