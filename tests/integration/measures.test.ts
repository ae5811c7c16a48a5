import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorityOf } from '../../src/lib/authorities/authorities.queries.server.ts';
import { upsertTexts } from '../../src/lib/authorities/texts.queries.server.ts';
import { isBlank, outcomeOf, type Measure, type Point } from '../../src/lib/promise/measure.ts';
import { findMeasuredThemes, findMeasures } from '../../src/lib/promise/measure.queries.server.ts';
import { ask } from '../support/plain-http.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

const measuresOf = async (slug: string) => findMeasures(world.db, await authorityOf(world.db, slug), 'en');

const valueOf = ({ value, asWritten }: Point) => (asWritten === null ? String(value ?? '') : asWritten);

/** One measure in one line: "target 2017/18 60; …". */
const line = ({ points }: Measure) =>
  points.map((point) => [point.kind, point.period, valueOf(point)].filter(Boolean).join(' ')).join('; ');

async function linesOf(slug: string): Promise<Record<string, string>> {
  return Object.fromEntries((await measuresOf(slug)).map((measure) => [measure.facts.id, line(measure)]));
}

async function textOf(path: string): Promise<string> {
  const { status, body } = await ask(server.origin, path);
  expect([path, status]).toEqual([path, 200]);
  return body.toString().replace(/<!--.*?-->|[\u2066-\u2069]/g, '');
}

const each = (first: number | string, second = first, third = first) =>
  `target 2017/18 ${first}; target 2018/19 ${second}; target 2019/20 ${third}`;

describe('every row of the tables is there', () => {
  test('of Manchester’s outcomes, with each of its years', async () => {
    const lines = await linesOf('manchester');
    expect(lines).toMatchObject({
      'review-taking-part': `${each(60)}; actual 2020/21 96`,
      'reviewer-visit': each(80),
      'council-reports': 'target half-year reports',
      'group-feedback': 'target feedback',
      adopted:
        'target 2017/18 60; target 2018/19 60; target 2019/20 60; actual 2019/20 52; actual 2020/21 29',
      'days-to-new-family': 'target 2017/18+ 426',
      'days-to-match': 'target 2017/18+ 121',
      'within-20-miles': `${each(85, 87, 90)}; actual 2021 83`,
      'childrens-homes': each(60, 55, 50),
      'special-guardians': `${each(100, 70, '50 (business as usual)')}; actual 2019/20 65; actual 2020/21 61`,
      'new-in-care': 'target 25',
      'home-on-order': each(90, 45, 15),
      'health-checks': each(90),
      immunised: 'target 92',
      'feelings-form': 'target all (where applicable)',
      missing: each(50),
      'safety-plan': each(100),
      attendance: each(94, 95, 95.5),
      'good-schools': 'target 100',
      excluded: 'target none',
      'education-plan': 'actual 2021 94% (ages 2 to 17); target 100',
      'primary-results': each(30, 31, 32),
      'gcse-results': each(10, 11, 12),
      'pathway-plan': `${each(100)}; actual 2019-06 96; actual 2021 86`,
      'suitable-home': each(95),
      'work-or-learning': each(65),
      university: each(12),
      offending: each('%'),
    });
  });

  test('of Manchester’s leaving care service and slides', async () => {
    expect(await linesOf('manchester')).toMatchObject({
      'in-touch':
        'england 2017/18 88; actual 2019-06 84; actual 2021 91%, at least every 8 weeks; actual 2021 92.5%, in the last 8 weeks',
      'home-18-20': 'england 2017/18 84; actual 2019-06 78',
      'home-in-touch': 'actual 2019-06 95',
      'learn-work-18-20': 'england 2017/18 51; actual 2019-06 53',
      'learn-work-in-touch': 'actual 2019-06 70',
      'know-entitlements': 'actual 2019-06 87',
      'reviews-on-time': 'actual 2021 97.4',
      'issues-raised': 'actual 2021 on average 70 per month',
      'worker-visits': 'actual 2021-07 88% (July)',
      'seen-alone': 'actual 2021 95',
      'staying-put': 'actual 2021 73',
      'three-moves': 'actual 2017/18 11; actual 2021-03-31 6.8; actual 7; england 9.3',
      'outside-manchester': 'actual 2016-03 58; actual 2021-03 51',
      'children-in-care': 'actual 2020-03 1407; actual 2021-03 1371',
      'permanence-plan': 'actual 2021 79',
    });
  });

  test('of Cheshire East’s measures', async () => {
    expect(await linesOf('cheshire-east')).toMatchObject({
      'feel-safe': 'baseline; target',
      'feedback-used': 'baseline; target',
      advocacy: 'baseline; target ?',
      'council-members': 'baseline; target ?',
      'three-moves': 'actual 2012/13 9; actual 2013/14 12; baseline 12; target less than 10%',
      'same-home': 'actual 2012/13 60; actual 2013/14 67; actual 64; baseline; target higher than 70%',
      'within-20-miles': 'baseline; target',
      'homes-checked': 'baseline; target at least once a year',
      'good-homes': 'baseline 87; target 100',
      'foster-carers': 'baseline 149; target increase',
      'adoption-wait': 'baseline 2013 53; target increase',
      immunised: 'baseline; target',
      dentist: 'baseline; target',
      'health-check': 'baseline; target should improve',
      'development-check': 'baseline; target',
      'often-away': 'baseline; target reduction',
      'sent-home': 'baseline; target reduction',
      'gcse-results': 'baseline 35.3; target increase',
      'not-learning': 'baseline 2013/14 from 3% to 15%; target reduction',
      offending: 'baseline 2013/14; target 10% less than 2013/14',
      'right-home': 'baseline; target between 95 and 100%; actual 98; actual 100',
      'council-apprentices': 'baseline; target at least 5 at any time',
      'health-review': 'baseline; target increase',
      pregnancy: 'baseline; target reduction',
      'safety-plan': 'baseline; target any young person',
    });
  });

  test('of Cheshire East’s vital statistics and checks', async () => {
    const measures = await measuresOf('cheshire-east');
    const vital = measures.filter(({ facts }) => facts.theme === null);
    expect(vital.map((measure) => line(measure).replace('actual 2013/14 ', ''))).toEqual([
      'around 330',
      '150',
      '58',
      '190',
      '38',
      '73',
      '5',
      '1',
      '20',
      'actual 2012/13 1; 12',
      '32',
      '31',
      'about 250',
      'around 141',
    ]);
    const checks = measures.filter(({ source }) => source.section === 'How we will check success');
    expect(checks).toHaveLength(25);
    expect(checks.map(({ facts }) => facts.id)).toEqual(
      expect.arrayContaining([
        'yearly-survey',
        'council-attendance',
        'plan-audits',
        'home-visits',
        'reports-to-managers',
        'reports-to-board',
        'complaints',
      ]),
    );
  });

  test('of Warrington', async () => {
    expect(await linesOf('warrington')).toMatchObject({
      'permanence-plan': 'baseline; target all',
      'help-review-plan': 'baseline; target all',
      'same-home': 'baseline 2017 87; baseline 2018 50; target at least 70%',
      adopted: 'baseline 2017/18 23; target 2018/19 26, then more each year',
      'special-guardians': 'target 2018/19 29, then more each year; baseline',
      'seen-alone': 'baseline; target all',
      'visitor-advocate': 'baseline; target all',
      missing: 'baseline doubled since 2017/18; target 10% reduction',
      dentist: 'baseline; target 95',
      doctor: 'baseline; target 95',
      'dental-checks': 'baseline; target 85',
      'health-checks': 'baseline; target 85',
      immunised: 'baseline; target 95',
      'drugs-noticed': 'baseline 1.8; target 4',
      'drugs-help': 'baseline; target 100',
      'feelings-team': 'baseline; target 100',
      'feelings-form': 'baseline 68; target',
      attendance: 'baseline; target 95',
      'primary-results': 'baseline; target at least 50%',
      'gcse-results': 'baseline; target at least 27%; target 50',
      'work-at-19': 'baseline; target at least 70%',
      university: 'baseline; target 5; target high numbers',
      'independence-plan': 'baseline; target all',
      'family-meeting': 'baseline; target 50',
      'work-or-learning': 'baseline; target 75',
      'pathway-plan': 'baseline; target at least 95%',
      'right-home': 'actual 2018-03 more than 88%, provisional; actual all',
      'in-care': 'actual 2018-03-31 401',
      'white-british': 'actual 2018-03-31 343 (85%)',
      'ethnic-minority': 'actual 2018-03-31 58 (15%)',
      'care-leavers': 'actual 2018-03-31 166',
      'from-other-councils': 'actual 2018-03-31 140',
      'staying-put': 'actual 2018-03-31 9',
      'within-20-miles': 'actual 2017-03 more than 93%',
      'both-checks': 'actual 2017-03 more than 96%',
      'alone-from-abroad': 'actual 2016 4; actual 2018 23',
    });
  });

  test.each([
    ['manchester', 52, 109],
    ['cheshire-east', 76, 123],
    ['warrington', 40, 75],
  ])('%s has %d measures and %d numbers, and no more', async (slug, measures, points) => {
    const found = await measuresOf(slug);
    expect([found.length, found.flatMap((measure) => measure.points).length]).toEqual([measures, points]);
  });
});

describe('what does not agree, and what is empty, is kept', () => {
  test.each([
    ['manchester', ['in-touch', 'three-moves']],
    ['cheshire-east', ['same-home', 'right-home']],
    ['warrington', ['gcse-results', 'university', 'right-home']],
  ])('in %s these contradict themselves: %j', async (slug, expected) => {
    const found = (await measuresOf(slug)).filter(({ points }) =>
      points.some(({ conflicting }) => conflicting),
    );
    expect(found.map(({ facts }) => facts.id)).toEqual(expected);
  });

  test.each([
    ['manchester', ['weight', 'offending']],
    ['cheshire-east', 31],
    ['warrington', 26],
  ])('in %s there are empty places: %j', async (slug, expected) => {
    const found = (await measuresOf(slug)).filter(({ points }) => points.some(isBlank));
    const ids = found.map(({ facts }) => facts.id);
    expect(typeof expected === 'number' ? ids.length : ids).toEqual(expected);
  });

  test('of all that was aimed at, one aim alone can be held against a number of the same year', async () => {
    const known: string[] = [];
    for (const slug of ['manchester', 'cheshire-east', 'warrington'])
      for (const { facts, points } of await measuresOf(slug))
        for (const point of points) {
          const outcome = outcomeOf(facts.better, points, point);
          if (outcome !== 'unknown') known.push(`${slug} ${facts.id} ${point.period} ${outcome}`);
        }
    expect(known).toEqual(['manchester adopted 2019/20 not-met']);
  });
});

describe('the pages', () => {
  test.each(['manchester', 'cheshire-east', 'warrington'])(
    'of %s show every figure once, ten at first, with its table, its source and its age',
    async (slug) => {
      const measures = await measuresOf(slug);
      const themes = (await findMeasuredThemes(world.db, slug)).map((theme) => theme ?? 'whole-council');
      const index = await textOf(`/${slug}/en/doing`);
      expect(themes.length).toBeLessThanOrEqual(10);
      const shown: string[] = [];
      for (const theme of themes) {
        expect(index).toContain(`href="/${slug}/en/doing/${theme}"`);
        const page = await textOf(`/${slug}/en/doing/${theme}`);
        const ids = (text: string) =>
          [...text.matchAll(/<article[^>]* id="([^"]+)"/g)].map(([, id]) => id ?? '');
        expect(ids(page.split('<details')[0] ?? '').length).toBeLessThanOrEqual(10);
        expect(page.match(/<table/g)).toHaveLength(ids(page).length);
        expect(page.match(/The council has not given us newer ones\./g)).toHaveLength(ids(page).length);
        shown.push(...ids(page));
      }
      expect(shown.sort()).toEqual(measures.map(({ facts }) => facts.id).sort());
    },
  );

  test('say what is empty and what does not agree', async () => {
    const offending = (await textOf('/manchester/en/doing/grow')).split('id="offending"')[1] ?? '';
    expect(offending.match(/The plan leaves this empty\. It only says “%”\./g)).toHaveLength(3);
    const results = (await textOf('/warrington/en/doing/learning')).split('id="gcse-results"')[1] ?? '';
    expect(results).toMatch(/27%[^]*These numbers do not agree[^]*50%[^]*These numbers do not agree/);
  });

  test('are kept on a phone', async () => {
    const kept = JSON.parse(await textOf('/warrington/en/kept/pages.json')) as { pages: object };
    expect(Object.keys(kept.pages)).toEqual(
      expect.arrayContaining(['/warrington/en/doing', '/warrington/en/doing/whole-council']),
    );
  });

  test.each(['nothing', 'charter', 'Respect', '..%2fgrow'])(
    'of no theme “%s” are not found',
    async (theme) => {
      expect((await ask(server.origin, `/cheshire-east/en/doing/${theme}`)).status).toBe(404);
    },
  );

  test('show markup in the words of a measure as text', async () => {
    const bad = '<script>alert(1)</script><img src=x onerror=alert(2)>"';
    const fields = { title: bad, meaning: bad, oddity: bad };
    const piece = { kind: 'measure', itemId: 'offending', lang: 'pl', fields, madeFrom: null } as const;
    await world.db.transaction().execute((trx) => upsertTexts(trx, 'manchester', piece, new Date()));
    const page = await textOf('/manchester/pl/doing/grow');
    expect(page).toContain('&lt;script>alert(1)&lt;/script>');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img');
  });
});
