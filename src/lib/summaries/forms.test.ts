import { describe, expect, test } from 'vitest';
import { AT_THE_DESK } from '../suppression/protect.ts';
import { describe as inWords, equityBars, plotOf, themeBars, trendBars } from './bars.ts';
import { hiddenWords, trendWords, withheldWords } from './document.ts';
import { readBody } from './old-body.ts';
import { plainCount, plainTrend, plainUnit } from './plain-words.ts';
import { groupsOf, parsePopulations } from './populations.ts';
import { sampleBody, sampleDocument } from './sample-body.ts';
import { spoken } from './spoken.ts';
import { pairsOffered, parseSplits, reportsOffered } from './wanted.ts';

describe('to be heard', () => {
  const passages = spoken(sampleDocument());
  const all = passages.flatMap(({ sentences }) => sentences);

  test('every figure in sight is in a sentence, and every sentence ends', () => {
    for (const words of [
      'Voices in all: about 40.',
      'Voices: about 25.',
      'Voices: hidden (from 1 to 4, or hidden to protect another number).',
      'English: about 35.',
      'Care: then about 20; now cannot be compared.',
      'Respect: then about 10; now more.',
      'Arabic: heard less than others. 13 per cent of the voices, 25 per cent of the young people.',
      'We did: We ask now.',
    ])
      expect(all).toContain(words);
    expect(all.filter((sentence) => !/[.!?…]$/.test(sentence))).toEqual([]);
  });

  test('begins with what corrects it', () => {
    expect(passages[0]).toEqual({
      heading: 'Corrections',
      sentences: ['On 9 October 2026: One point was about Care.'],
    });
  });
});

describe('charts', () => {
  test('say in words everything they draw', () => {
    expect(inWords(themeBars(sampleBody()))).toBe('Respect: 25. Care: hidden (c).');
    const trend = trendBars('now', sampleBody());
    expect(trend && inWords(trend)).toBe(
      'Respect: now 25, April to June 2026 10. Care: now hidden (c), April to June 2026 20.',
    );
    const [equity] = sampleBody().equity;
    expect(equity && inWords(equityBars(sampleBody(), equity))).toContain(
      'Arabic: Share of the voices 13 %, Share of the young people 25 %.',
    );
  });

  test('draw the longest bar as long as there is room, and no bar for what is hidden', () => {
    const [respect, care] = plotOf(themeBars(sampleBody()), 200).groups;
    expect([respect?.bars[0]?.width, care?.bars[0]?.value]).toEqual([200, null]);
  });

  test('have no trend without an earlier report', () => {
    expect(trendBars('now', sampleBody({ earlier: [] }))).toBeNull();
  });
});

describe('words', () => {
  test('a difference that rounding can make is none', () => {
    expect([trendWords(25, 20), trendWords(30, 20), trendWords(10, 20), trendWords('c', 20)]).toEqual([
      'about the same',
      'more',
      'fewer',
      'cannot be compared',
    ]);
  });

  test('the maker is told what is hidden, and why', () => {
    const words = hiddenWords(sampleBody());
    expect(words[0]).toContain('Theme: 1 number is hidden (c)');
    expect(words).toContainEqual(
      expect.stringContaining('Theme and language: hidden, because somebody could'),
    );
    expect(words.at(-1)).toContain('Commitments: 1 held back');
  });

  test('few or none is said in clear words', () => {
    expect(withheldWords(sampleBody({ withheld: 'too-few' }))).toContain('perhaps one or none');
    expect(withheldWords(sampleBody())).toBeNull();
  });

  test('the Council reads short sentences', () => {
    const [respect] = sampleBody().themes;
    const [earlier] = sampleBody().earlier;
    const sentences = [
      ...([0, 'c', 'withheld', 25] as const).flatMap((shown) => [
        plainCount('all', shown),
        plainCount('theme', shown),
      ]),
      respect && earlier ? plainTrend(respect, earlier) : '',
      ...plainUnit(AT_THE_DESK),
    ].flatMap((text) => text.split(/(?<=[.?!]) /));
    for (const sentence of sentences) expect(sentence.split(' ').length).toBeLessThanOrEqual(18);
  });
});

describe('what is asked for', () => {
  test('is a time that has ended, by template', () => {
    const ids = reportsOffered(new Date('2026-11-22T12:00:00Z')).map(({ id }) => id);
    expect(ids).toContain('board.2026-Q2');
    expect(ids).toContain('council.2026-H1');
    expect(ids).toContain('annual.2025-Y');
    expect(ids.some((id) => /2026-(Q3|H2|Y)/.test(id))).toBe(false);
  });

  test('is split by what the authority allows, two at once at most', () => {
    const ruledOut = ['age-band', 'language'] as const;
    expect(pairsOffered(ruledOut).map(({ id }) => id)).toEqual(['channel.area']);
    expect(parseSplits({ splits: 'area channel', pair: 'channel.area' }, ruledOut)).toEqual({
      splits: { chosen: ['area', 'channel'], pair: ['channel', 'area'] },
    });
    const wrong: Record<string, string>[] = [
      { splits: 'language' },
      { pair: 'channel.language' },
      { splits: 'name' },
      { pair: 'area.area' },
    ];
    for (const typed of wrong) expect(parseSplits(typed, ruledOut)).toHaveProperty('faults');
  });
});

describe('how many young people there are', () => {
  const groups = groupsOf(['en', 'ar'], ['age-band']);
  const right = {
    breakdown: 'area',
    'area.in-area': '300',
    'area.elsewhere': '0',
    'area.countedOn': '2026-03-31',
    'area.source': 'A return',
  };
  const faultsOf = (typed: Record<string, string>) => {
    const parsed = parsePopulations({ ...right, ...typed }, groups, '2026-11-22');
    return 'faults' in parsed ? Object.keys(parsed.faults) : [];
  };

  test('is taken whole, with its day and source', () => {
    expect(faultsOf({})).toEqual([]);
  });

  test.each([
    [{ breakdown: 'age-band' }, 'breakdown'],
    [{ 'area.elsewhere': '' }, 'area.elsewhere'],
    [{ 'area.elsewhere': '-1' }, 'area.elsewhere'],
    [{ 'area.elsewhere': '1.5' }, 'area.elsewhere'],
    [{ 'area.countedOn': '2026-11-23' }, 'area.countedOn'],
    [{ 'area.countedOn': '2026-02-30' }, 'area.countedOn'],
    [{ 'area.source': ' ' }, 'area.source'],
  ])('%j is refused', (typed, field) => {
    expect(faultsOf(typed)).toEqual([field]);
  });
});

test('a summary from before there were templates is still read, in the same figures', () => {
  const old = {
    withheld: null,
    total: 25,
    themes: [
      {
        themeId: 'respect',
        title: 'Respect',
        shown: 25,
        percent: 100,
        commitments: [{ commitmentId: 'listen', title: 'Listen', shown: null }],
        points: ['A point.'],
      },
      { themeId: 'care', title: 'Care', shown: null, percent: null, commitments: [], points: [] },
    ],
  };
  const body = readBody(JSON.stringify(old));
  expect(body).toMatchObject({ version: 2, total: 25, rule: { smallest: 5 } });
  expect(body.themes.map(({ shown }) => shown)).toEqual([25, 'withheld']);
  expect(readBody(JSON.stringify(sampleBody()))).toEqual(sampleBody());
  expect(() => readBody('{"version":3}')).toThrow();
});
