import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translator.ts';
import type { Measure, ShownPoint } from './measure.ts';
import MeasureCard from './MeasureCard.svelte';
import MeasureChart from './MeasureChart.svelte';
import MeasuresFor from './MeasuresFor.svelte';
import { chartText, periodLines, periodText, pointText, valueText } from './measure-words.ts';

const t = translator('en');
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
const from = { title: 'Old plan', section: 'page 3', date: '2016' };

const point = (rest: Partial<ShownPoint>): ShownPoint => ({
  period: '2017/18',
  kind: 'target',
  value: 60,
  asWritten: null,
  from,
  conflicting: false,
  ...rest,
});

const measure = (points: ShownPoint[], rest: Partial<Measure> = {}): Measure => ({
  facts: {
    id: 'reviews',
    ref: 'M-1',
    theme: null,
    commitments: [],
    unit: 'percent',
    better: 'up',
    source: { key: 'old', section: 'page 3' },
    points,
  },
  title: 'Reviews',
  meaning: 'How many come.',
  oddity: null,
  textLang: 'en',
  stale: false,
  points,
  source: from,
  years: '2016–2019',
  ...rest,
});

test.each([
  ['percent', 95.5, '95.5%'],
  ['count', 1407, '1,407'],
  ['days', 1, '1 day'],
  ['days', 426, '426 days'],
  ['per-month', 25, '25 a month'],
] as const)('in %s, %d is %s', (unit, value, text) => {
  expect(plain(valueText(t, unit, value))).toBe(text);
});

test.each([
  [null, 'no year', ['no year']],
  ['2017/18', '2017/18', ['2017/18']],
  ['2017/18+', 'from 2017/18 on', ['2017/18+']],
  ['2019-06', 'June 2019', ['June', '2019']],
  ['2018-03-31', '31 March 2018', ['31 March', '2018']],
  ['2013', '2013', ['2013']],
])('the time %s is “%s”, and %j under a bar', (period, text, lines) => {
  expect(plain(periodText(t, 'en', period))).toBe(text);
  expect(periodLines(t, 'en', period).map(plain)).toEqual(lines);
});

test('a point without a number says what the source says, or that it is empty', () => {
  expect(plain(pointText(t, 'percent', point({ value: null, asWritten: 'increase' })))).toBe('increase');
  expect(pointText(t, 'percent', point({ value: null, asWritten: '%' }))).toBe('empty');
});

describe('a chart', () => {
  const two = measure([point({}), point({ kind: 'actual', value: 52, conflicting: false })]);

  test('says in words all that it shows', () => {
    expect(plain(chartText(t, 'en', two))).toBe(
      'Chart: Reviews. 2017/18, The aim: 60%; 2017/18, What happened: 52%.',
    );
    const { body } = render(MeasureChart, { props: { t, lang: 'en', measure: two } });
    expect(body).toContain('role="img"');
    expect(plain(body)).toContain(`aria-label="${plain(chartText(t, 'en', two))}"`);
  });

  test('draws an aim and what happened in different shapes', () => {
    const { body } = render(MeasureChart, { props: { t, lang: 'en', measure: two } });
    expect(body).toMatch(/<rect class="target[^]*<rect class="actual/);
  });

  test('has no line from one number to the next', () => {
    const { body } = render(MeasureChart, { props: { t, lang: 'en', measure: two } });
    expect(body).not.toMatch(/polyline|<line|<path class="(?!axis)/);
  });

  test('of one number is one bar along its scale, from the right where the page is', () => {
    const one = measure([point({ value: 25 })]);
    const xIn = (lang: 'en' | 'ar') =>
      /<rect class="target[^>]* x="([\d.]+)"/.exec(
        render(MeasureChart, { props: { t: translator(lang), lang, measure: one } }).body,
      )?.[1];
    expect([xIn('en'), xIn('ar')]).toEqual(['0', '240']);
  });

  test('is none where there is no number', () => {
    const none = measure([point({ value: null })]);
    expect(render(MeasureChart, { props: { t, lang: 'en', measure: none } }).body).not.toContain('<svg');
  });
});

describe('a measure on a page', () => {
  const bodyOf = (shown: Measure) =>
    plain(render(MeasureCard, { props: { t, lang: 'en', measure: shown } }).body);

  test('has its numbers in a table, with the source, its date, and how old they are', () => {
    const body = bodyOf(measure([point({}), point({ period: '2018/19', value: 61 })]));
    expect(body).toMatch(/2017\/18<\/th>[^]*60%[^]*2018\/19<\/th>[^]*61%/);
    expect(body).toContain('Old plan, page 3. Date: 2016.');
    expect(body).toContain('From 2016–2019. The council has not given us newer ones.');
  });

  test('names another source beside the number that it gave', () => {
    const other = { title: 'Slides', section: null, date: null };
    const body = bodyOf(measure([point({}), point({ kind: 'actual', from: other })]));
    expect(body).toContain('Slides. Date: no date.');
    expect(body).toMatch(/What happened[^]*?<td[^>]*>2<\/td>/);
  });

  test('says that a place is empty, and what little stands there', () => {
    expect(bodyOf(measure([point({ value: null })]))).toContain('The plan leaves this empty.');
    expect(bodyOf(measure([point({ value: null, asWritten: '%' })]))).toContain('It only says “%”.');
  });

  test('shows both of two that do not agree, and says so at each', () => {
    const body = bodyOf(
      measure([point({ value: 27, conflicting: true }), point({ value: 50, conflicting: true })]),
    );
    expect([body.includes('27%'), body.includes('50%')]).toEqual([true, true]);
    expect(body.match(/<small[^>]*><b[^>]*>\?<\/b> These numbers do not agree/g)).toHaveLength(2);
  });

  test('shows markup in any of its words as text', () => {
    const bad = '<img src=x onerror=alert(1)>"';
    const body = bodyOf(
      measure([point({ asWritten: bad })], {
        title: bad,
        meaning: bad,
        oddity: bad,
        source: { title: bad, section: bad, date: null },
      }),
    );
    expect(body).not.toContain('<img');
    expect(body).not.toMatch(/aria-label="[^"]*onerror=alert\(1\)>"[^ />]/);
    expect(body.match(/&lt;img/g)?.length).toBeGreaterThanOrEqual(5);
  });
});

describe('beside a commitment', () => {
  const bodyOf = (measures: Measure[]) =>
    plain(render(MeasuresFor, { props: { t, lang: 'en', base: '/manchester/en', measures } }).body);

  test('the latest figure is seen before anything is opened', () => {
    const body = bodyOf([measure([point({}), point({ period: '2020/21', kind: 'actual', value: 96 })])]);
    expect(body).toMatch(/<summary[^>]*>[^]*2020\/21, What happened: 96%[^]*<\/summary>/);
    expect(body).toContain('href="/manchester/en/doing"');
  });

  test('neither of two that do not agree is', () => {
    const both = [27, 50].map((value) => point({ kind: 'actual', value, conflicting: true }));
    expect(bodyOf([measure(both)])).not.toMatch(/<summary[^>]*>[^]*(27|50)%[^]*<\/summary>/);
  });

  test('four are seen at first, and the others are folded up', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((title) => {
      const one = measure([point({})], { title });
      return { ...one, facts: { ...one.facts, id: title } };
    });
    const [seen = '', folded = ''] = bodyOf(six).split('Show 2 more');
    expect([seen.match(/<table/g)?.length, folded.match(/<table/g)?.length]).toEqual([4, 2]);
    expect(bodyOf(six.slice(0, 4))).not.toContain('more</summary>');
  });

  test('there is nothing where nothing is counted', () => {
    expect(bodyOf([])).not.toContain('<section');
  });
});
