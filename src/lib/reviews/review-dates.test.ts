import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../platform/refusal.ts';
import { datesFaultInWords, faultInDates, nextReview, type ReviewDates } from './review-dates.ts';
import { isReviewRule, reviewRules, ruleTexts } from './review-rules.ts';

const lookedAfter = (startedOn: string, ...held: string[]) =>
  nextReview({ kind: 'looked_after', startedOn, held });
const pathway = (startedOn: string, ...held: string[]) => nextReview({ kind: 'pathway', startedOn, held });

describe('the first review of somebody looked after: 20 working days', () => {
  test.each([
    ['no holiday between', '2026-06-01', '2026-06-29'],
    ['from a Saturday', '2026-06-06', '2026-07-03'],
    ['from the Sunday after: as from the Friday before', '2026-06-07', '2026-07-03'],
    ['from the Friday before', '2026-06-05', '2026-07-03'],
    ['over Christmas and New Year, with a substitute for Boxing Day', '2026-12-01', '2026-12-31'],
    ['over Christmas, from the day before it', '2026-12-24', '2027-01-26'],
    ['over New Year', '2026-12-31', '2027-01-29'],
    ['over a Christmas at the weekend, both days made up for', '2027-12-20', '2028-01-20'],
    ['over New Year on a Saturday', '2021-12-31', '2022-01-31'],
    ['over Easter', '2026-03-20', '2026-04-21'],
    ['from Maundy Thursday', '2026-04-02', '2026-05-05'],
    ['from Good Friday: the same, for that day did not count', '2026-04-03', '2026-05-05'],
    ['over both May holidays', '2026-05-01', '2026-06-02'],
    ['over the late summer holiday', '2026-08-10', '2026-09-08'],
    ['over Easter, early May and the coronation', '2023-04-05', '2023-05-09'],
    ['over the mourning of 2022', '2022-09-05', '2022-10-04'],
    ['over the end of February in a leap year', '2028-02-10', '2028-03-09'],
    ['over the end of February in another', '2027-02-10', '2027-03-10'],
  ])('%s', (_, startedOn, dueOn) => {
    expect(lookedAfter(startedOn)).toEqual({ dueOn, rule: 'within-20-working-days' });
  });
});

describe('later reviews: calendar months from the last one held', () => {
  test.each([
    ['2026-02-10', '2026-05-10'],
    ['2025-11-30', '2026-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-01-31', '2026-04-30'],
    ['2026-11-28', '2027-02-28'],
    ['2026-03-31', '2026-06-30'],
    ['2026-12-31', '2027-03-31'],
  ])('the second after %s by %s', (held, dueOn) => {
    expect(lookedAfter('2025-01-06', held)).toEqual({ dueOn, rule: 'within-3-months' });
  });

  test.each([
    ['2026-02-10', '2026-08-10'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2027-08-29', '2028-02-29'],
    ['2026-08-29', '2027-02-28'],
    ['2028-02-29', '2028-08-29'],
    ['2026-12-31', '2027-06-30'],
    ['2026-10-31', '2027-04-30'],
  ])('a later one after %s by %s', (held, dueOn) => {
    expect(lookedAfter('2025-01-06', '2025-02-03', held)).toEqual({ dueOn, rule: 'within-6-months' });
    expect(pathway('2025-01-06', '2025-02-03', held)).toEqual({ dueOn, rule: 'pathway-within-6-months' });
  });

  test('a due day may be a Sunday or Christmas Day: it is the last day, not an appointment', () => {
    expect(lookedAfter('2026-01-05', '2026-09-25').dueOn).toBe('2026-12-25');
  });

  test('a first review held late moves the second, which is counted from it', () => {
    expect(lookedAfter('2026-06-01', '2026-08-17').dueOn).toBe('2026-11-17');
  });

  test('the order of the days, and a day given twice, change nothing', () => {
    const sorted = lookedAfter('2025-01-06', '2025-02-03', '2025-05-01', '2025-10-30');
    expect(lookedAfter('2025-01-06', '2025-10-30', '2025-02-03', '2025-05-01', '2025-10-30')).toEqual(sorted);
    expect(lookedAfter('2025-01-06', '2025-02-03', '2025-02-03').rule).toBe('within-3-months');
  });

  test('one may be held on the very first day', () => {
    expect(lookedAfter('2026-11-02', '2026-11-02').dueOn).toBe('2027-02-02');
  });
});

describe('a pathway plan', () => {
  test('is reviewed within six months, from the first time on', () => {
    expect(pathway('2026-08-31')).toEqual({ dueOn: '2027-02-28', rule: 'pathway-within-6-months' });
    expect(pathway('2026-01-15', '2026-03-01').dueOn).toBe('2026-09-01');
  });

  test('needs no bank holidays', () => {
    expect(pathway('2040-01-15').dueOn).toBe('2040-07-15');
    expect(lookedAfter('1975-01-06', '1975-02-03').dueOn).toBe('1975-05-03');
  });
});

describe('what cannot be worked out', () => {
  const faults: [string, { kind: string; startedOn: string; held: string[] }, string][] = [
    ['an unknown kind', { kind: 'adoption', startedOn: '2026-01-05', held: [] }, 'unknown-kind'],
    ['30 February', { kind: 'pathway', startedOn: '2026-02-30', held: [] }, 'no-such-day'],
    ['29 February 2027', { kind: 'pathway', startedOn: '2026-01-05', held: ['2027-02-29'] }, 'no-such-day'],
    ['an English date', { kind: 'pathway', startedOn: '05/01/2026', held: [] }, 'no-such-day'],
    ['nothing', { kind: 'pathway', startedOn: '', held: [] }, 'no-such-day'],
    ['a year with a slip', { kind: 'pathway', startedOn: '0206-01-05', held: [] }, 'no-such-day'],
    ['the end of time', { kind: 'pathway', startedOn: '9999-12-01', held: [] }, 'no-such-day'],
    [
      'held before it started',
      { kind: 'looked_after', startedOn: '2026-01-05', held: ['2026-02-02', '2026-01-04'] },
      'held-before-started',
    ],
    ['a year to come', { kind: 'looked_after', startedOn: '2036-01-07', held: [] }, 'bank-holidays-unknown'],
    ['a due day in it', { kind: 'looked_after', startedOn: '2035-12-10', held: [] }, 'bank-holidays-unknown'],
    ['a year long ago', { kind: 'looked_after', startedOn: '1977-12-31', held: [] }, 'bank-holidays-unknown'],
  ];

  test.each(faults)('%s', (_, dates, code) => {
    const fault = faultInDates(dates);
    expect(fault?.code).toBe(code);
    expect(fault && datesFaultInWords(fault)).toMatch(/^.{20,200}\.$/);
    expect(() => nextReview(dates as ReviewDates)).toThrow(new Refusal('no-due-day'));
  });

  test('the last day whose 20 working days are within a known year is answered', () => {
    expect(lookedAfter('2035-11-29').dueOn).toBe('2035-12-31');
    expect(faultInDates({ kind: 'looked_after', startedOn: '2035-11-30', held: [] })?.code).toBe(
      'bank-holidays-unknown',
    );
  });
});

test('each rule has a sentence and where it stands', () => {
  for (const rule of reviewRules) {
    expect(ruleTexts[rule].sentence).toMatch(/\.$/);
    expect(ruleTexts[rule].source).toMatch(/\(SI 2010\/(959|2571)\), regulation/);
  }
  expect([isReviewRule('within-6-months'), isReviewRule('soon')]).toEqual([true, false]);
});

/** As gov.uk/bank-holidays lists them for England and Wales. */
const listed = new Set(
  `2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
   2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
   2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
   2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
   2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
   2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
   2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
   2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28`.split(/\s+/),
);

const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const weekday = (day: string) => new Date(day).getUTCDay();

/** Day by day through a calendar, as one would with a finger. */
function twentyWorkingDays(startedOn: string): string {
  let day = startedOn;
  for (let count = 0; count < 20;) {
    day = plus(day, 1);
    if (weekday(day) % 6 !== 0 && !listed.has(day)) count += 1;
  }
  return day;
}

/** Leafs through so many months, then stops at the same number, or where the month ends. */
function leaf(from: string, months: number): string {
  let day = from;
  for (let leafs = 0; leafs < months; day = plus(day, 1)) if (plus(day, 1).endsWith('-01')) leafs += 1;
  while (!day.endsWith(from.slice(-2)) && !plus(day, 1).endsWith('-01')) day = plus(day, 1);
  return day;
}

function oracle({ kind, startedOn, held }: ReviewDates): string {
  const reviews = held.filter((day, place) => held.indexOf(day) === place);
  const last = reviews.reduce((latest, day) => (day > latest ? day : latest), startedOn);
  if (kind === 'looked_after' && reviews.length === 0) return twentyWorkingDays(startedOn);
  return leaf(last, kind === 'looked_after' && reviews.length === 1 ? 3 : 6);
}

describe('whatever the dates are', () => {
  const someDates: fc.Arbitrary<ReviewDates> = fc
    .record({
      kind: fc.constantFrom('looked_after' as const, 'pathway' as const),
      start: fc.integer({ min: 0, max: 2_860 }),
      gaps: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }),
      turn: fc.boolean(),
    })
    .map(({ kind, start, gaps, turn }) => {
      const startedOn = plus('2020-01-01', start);
      const held = gaps.map((_, place) =>
        plus(
          startedOn,
          gaps.slice(0, place + 1).reduce((sum, gap) => sum + gap, 0),
        ),
      );
      return { kind, startedOn, held: turn ? held.reverse() : held };
    });
  const lastOf = ({ startedOn, held }: ReviewDates) => [startedOn, ...held].sort().at(-1) ?? '';

  test('it is what a finger on the calendar finds', () => {
    fc.assert(
      fc.property(someDates, (dates) => {
        expect(nextReview(dates).dueOn).toBe(oracle(dates));
      }),
      { numRuns: 300 },
    );
  });

  test('it is after the last review, by no more than its rule allows, and sent on by no other', () => {
    const most = {
      'within-20-working-days': 38,
      'within-3-months': 92,
      'within-6-months': 184,
      'pathway-within-6-months': 184,
    };
    fc.assert(
      fc.property(someDates, (dates) => {
        const { dueOn, rule } = nextReview(dates);
        expect(dueOn > lastOf(dates)).toBe(true);
        expect(dueOn <= plus(lastOf(dates), most[rule])).toBe(true);
        expect(rule.startsWith('pathway')).toBe(dates.kind === 'pathway');
      }),
      { numRuns: 300 },
    );
  });

  test('one more review, on that day or later, never makes the next one due earlier', () => {
    fc.assert(
      fc.property(someDates, fc.integer({ min: 0, max: 300 }), (dates, later) => {
        const more = { ...dates, held: [...dates.held, plus(lastOf(dates), later)] };
        expect(nextReview(more).dueOn >= nextReview(dates).dueOn).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a later start never makes the first review due earlier', () => {
    fc.assert(
      fc.property(someDates, fc.integer({ min: 1, max: 40 }), ({ kind, startedOn }, days) => {
        const first = nextReview({ kind, startedOn, held: [] });
        const other = nextReview({ kind, startedOn: plus(startedOn, days), held: [] });
        expect(other.dueOn >= first.dueOn).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
