import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Point } from '../moderation/point.ts';
import { summarise, SummaryBodySchema, type NamedTheme } from './summary.ts';

const themes: NamedTheme[] = [
  {
    themeId: 'respect',
    title: 'Respect',
    commitments: [
      { commitmentId: 'listen', title: 'Listen' },
      { commitmentId: 'meetings', title: 'Meetings' },
    ],
  },
  { themeId: 'care', title: 'Care', commitments: [{ commitmentId: 'home', title: 'Home' }] },
  { themeId: 'grow', title: 'Grow', commitments: [] },
];

let made = 0;

function aPoint(themeId: string, voices: number, commitmentIds: string[] = []): Point {
  made += 1;
  return {
    pointId: `point-${made}`,
    themeId,
    commitmentIds,
    text: `Something about ${themeId}`,
    state: 'released',
    voices,
    draftedBy: 'a',
    draftedAt: '2026-07-06T09:00:00.000Z',
    releasedAt: '2026-07-08T09:00:00.000Z',
    returnReason: null,
    version: 2,
  };
}

describe('a summary', () => {
  const body = summarise(
    [
      aPoint('respect', 7, ['listen']),
      aPoint('respect', 6, ['listen', 'meetings']),
      aPoint('care', 12, ['home']),
    ],
    themes,
  );

  test('counts the young people behind the points, theme by theme, rounded', () => {
    expect(body.themes.map(({ shown }) => shown)).toEqual([15, 10, 0]);
    expect(body.total).toBe(25);
  });

  test('counts overlapping commitments each in full', () => {
    expect(body.themes[0]?.commitments.map(({ shown }) => shown)).toEqual([15, 5]);
  });

  test('gives shares of the rounded total', () => {
    expect(body.themes.map(({ percent }) => percent)).toEqual([60, 40, 0]);
  });

  test('has the points to read, under their theme', () => {
    expect(body.themes.map(({ points }) => points.length)).toEqual([2, 1, 0]);
  });

  test('keeps its shape when it is stored and read', () => {
    expect(v.parse(SummaryBodySchema, JSON.parse(JSON.stringify(body)))).toEqual(body);
  });
});

describe('few young people', () => {
  const body = summarise([aPoint('respect', 4, ['listen']), aPoint('care', 5)], themes);

  test('nine give no figures at all', () => {
    expect(body).toMatchObject({ withheld: 'too-few', total: null });
    expect(body.themes.map(({ shown }) => shown)).toEqual([null, null, null]);
    expect(body.themes[0]?.commitments.map(({ shown }) => shown)).toEqual([null, null]);
  });

  test('and no points are listed, because a reader could count them', () => {
    expect(body.themes.map(({ points }) => points.length)).toEqual([0, 0, 0]);
  });

  test('a hidden theme hides its commitments', () => {
    const hidden = summarise([aPoint('respect', 3, ['listen']), aPoint('care', 20, ['home'])], themes);
    expect(hidden.themes[0]).toMatchObject({ shown: 'c', percent: null });
    expect(hidden.themes[0]?.commitments.map(({ shown }) => shown)).toEqual(['c', 0]);
  });

  test('no count from one to four is anywhere in what is kept', () => {
    const points = fc.array(
      fc
        .tuple(fc.constantFrom('respect', 'care', 'grow'), fc.integer({ min: 1, max: 9 }))
        .map(([theme, voices]) => aPoint(theme, voices, theme === 'respect' ? ['listen'] : [])),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(points, (said) => {
        const { themes: kept } = summarise(said, themes);
        const shown = kept.flatMap((theme) => [theme.shown, ...theme.commitments.map((one) => one.shown)]);
        expect(shown.filter((count) => typeof count === 'number' && count % 5 !== 0)).toEqual([]);
      }),
    );
  });

  test('nothing says who wrote a point or when', () => {
    const text = JSON.stringify(body);
    expect(text).not.toContain('draftedBy');
    expect(text).not.toContain('2026-07');
    expect(text).not.toContain('voices');
  });
});

test('a quarter in which nobody said anything is too few', () => {
  expect(summarise([], themes)).toMatchObject({ withheld: 'too-few', total: null });
});
