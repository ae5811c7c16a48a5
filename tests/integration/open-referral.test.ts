import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedService } from '../../src/lib/offer/open-referral/feed-service.ts';
import type { Page } from '../../src/lib/offer/open-referral/list.ts';
import { listFaults, serviceFaults } from '../support/open-referral.ts';
import { ask, type Plain } from '../support/plain-http.ts';
import { publishService } from '../support/publish-service.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aSchedule, someFacts, someWords } from '../support/services.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const AUTHORITIES = ['manchester', 'cheshire-east', 'warrington'];
const HALL = {
  type: 'physical' as const,
  address_1: '1 Nowhere Street',
  city: 'Madeupton',
  state_province: 'Nowhereshire',
  postal_code: 'ZZ99 3WZ',
  country: 'GB' as const,
};
let server: RunningServer;
let other: RunningServer;

async function save(id: string, facts: object = {}, words: Record<string, string> = {}): Promise<void> {
  const all = { ...someFacts(), id, ref: id, ...facts };
  expect(await publishService(world, 'manchester', all, someWords(words))).toHaveProperty('number');
}

beforeAll(async () => {
  await save('film-night', {
    schedules: [
      aSchedule({ days: ['mo'], opens: '17:00', closes: '19:00', starts: '2026-01-05', repeats: 'weekly' }),
    ],
    place: HALL,
    accessibility: ['step-free'],
  });
  server = await startServer(world.database.environment);
  other = await startServer(world.database.environment);
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await other?.stop();
});

const at = (path: string, authority = 'manchester') => `/${authority}/open-referral${path}`;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  ask(server.origin, path, { method, headers });
const header = ({ headers }: Plain, name: string) => (headers.get(name) ?? ['none']).join(' and ');
const dataOf = <Data>({ body }: Plain) => JSON.parse(body.toString()) as Data;
const services = async (query = '', authority = 'manchester') =>
  dataOf<Page<FeedService>>(await get(at(`/services${query}`, authority)));

describe.each(AUTHORITIES)('the open data of %s', (authority) => {
  test('says what it is, with or without a slash at the end', async () => {
    for (const slash of ['', '/']) {
      const root = await get(at(slash, authority));
      expect([root.status, dataOf(root)]).toEqual([
        200,
        {
          version: 'HSDS-UK-3.0',
          profile: 'https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md',
          openapi_url: 'https://docs.openreferraluk.org/en/latest/openapi30.json',
        },
      ]);
    }
  });

  test('is right by the schema, in its list and one by one', async () => {
    const all = await services('?per_page=1000', authority);
    expect(listFaults(all)).toEqual([]);
    expect(all).toMatchObject({
      total_items: all.contents.length,
      total_pages: 1,
      last_page: true,
      empty: false,
    });
    expect(all.contents.length).toBeGreaterThan(75);
    expect(all.contents.flatMap((one) => serviceFaults(one).map((fault) => `${one.name} ${fault}`))).toEqual(
      [],
    );
    for (const one of all.contents.filter((_, place) => place % 10 === 0)) {
      const alone = await get(at(`/services/${one.id}`, authority));
      expect([alone.status, dataOf(alone)]).toEqual([200, one]);
    }
  });

  test('comes a page at a time, each service once', async () => {
    const seen: string[] = [];
    const first = await services('?per_page=20', authority);
    for (let page = 1; page <= first.total_pages; page += 1) {
      const one = await services(`?per_page=20&page=${page}`, authority);
      expect([one.page_number, one.first_page, one.last_page]).toEqual([
        page,
        page === 1,
        page === first.total_pages,
      ]);
      seen.push(...one.contents.map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(first.total_items);
    const past = await services(`?per_page=20&page=${first.total_pages + 1}`, authority);
    expect(past).toMatchObject({ empty: true, size: 0, contents: [] });
  });

  test('has its taxonomies and terms, and every term a service has is one of them', async () => {
    const terms = dataOf<Page<{ id: string; taxonomy_id: string }>>(
      await get(at('/taxonomy_terms?per_page=1000', authority)),
    );
    const taxonomies = dataOf<Page<{ id: string }>>(await get(at('/taxonomies', authority)));
    expect([listFaults(terms), listFaults(taxonomies)]).toEqual([[], []]);
    const known = new Set(terms.contents.map(({ id }) => id));
    const all = await services('?per_page=1000', authority);
    const used = all.contents.flatMap(({ attributes }) => attributes.map((one) => one.taxonomy_term_id));
    expect(used.filter((id) => !known.has(id))).toEqual([]);
    const trees = new Set(taxonomies.contents.map(({ id }) => id));
    expect(terms.contents.filter(({ taxonomy_id }) => !trees.has(taxonomy_id))).toEqual([]);
    for (const [list, { id }] of [
      ['taxonomies', taxonomies.contents[0]!],
      ['taxonomy_terms', terms.contents[0]!],
    ] as const)
      expect(dataOf(await get(at(`/${list}/${id}`, authority)))).toMatchObject({ id });
  });
});

describe('a query', () => {
  const namesOf = async (query: string) => (await services(query)).contents.map(({ name }) => name);

  test('finds by words, age, time and day what there is', async () => {
    expect(await namesOf('?search=film%20night')).toEqual(['Film night']);
    expect(await namesOf('?day=mo&start_time=16:00&end_time=20:00')).toEqual(['Film night']);
    expect(await namesOf('?day=tu')).toEqual([]);
    const adults = await services('?minimum_age=18&maximum_age=20&per_page=1000');
    expect(adults.contents.length).toBeGreaterThan(0);
    expect(adults.contents.every((one) => one.minimum_age! >= 18 && one.maximum_age! <= 20)).toBe(true);
  });

  test('finds by a term and by a taxonomy', async () => {
    const all = await services('?per_page=1000');
    const [one] = all.contents[0]!.attributes;
    const byTerm = await services(`?taxonomy_term_id=${one!.taxonomy_term_id}&per_page=1000`);
    expect(byTerm.total_items).toBeGreaterThan(0);
    expect(byTerm.total_items).toBeLessThan(all.total_items);
    const byTaxonomy = await services(`?taxonomy_id=${one!.taxonomy_term.taxonomy_id}&per_page=1000`);
    expect(byTaxonomy.total_items).toBe(all.total_items);
    expect((await services(`?taxonomy_id=${all.contents[0]!.id}`)).empty).toBe(true);
  });

  test.each([
    'page=0',
    'per_page=1001',
    'day=Monday',
    'start_time=noon',
    'taxonomy_id=1',
    'minimum_age=x',
    'colour=red',
    'page=1&page=2',
    '%00=%ff',
  ])('%s is answered 400, and says what to do', async (query) => {
    const answer = await get(at(`/services?${query}`));
    const body = dataOf<{ error: string; faults: { parameter: string; message: string }[] }>(answer);
    expect([answer.status, header(answer, 'content-type'), body.error]).toEqual([
      400,
      'application/json',
      'bad-query',
    ]);
    expect(body.faults.every(({ message }) => message.length > 5)).toBe(true);
  });
});

test.each([
  '/nowhere/open-referral',
  '/nowhere/open-referral/services',
  at('/services/drop-in'),
  at('/services/ac148810-d857-441c-9679-408f346de14b'),
  at('/taxonomies/none'),
  at('/taxonomy_terms/none'),
  at('/service_at_locations/none'),
  at('/organizations'),
  at('/services/a/b'),
])('%s is not found, in JSON', async (path) => {
  const answer = await get(path, { accept: 'text/html' });
  expect([
    answer.status,
    header(answer, 'content-type'),
    header(answer, 'access-control-allow-origin'),
  ]).toEqual([404, 'application/json', '*']);
  expect(dataOf(answer)).toMatchObject({
    error: 'not-found',
    message: expect.stringMatching(/\w/) as string,
  });
});

test('places of services are there with their address, and with the service when asked for alone', async () => {
  const list = dataOf<Page<{ id: string; service_id: string }>>(await get(at('/service_at_locations')));
  expect(listFaults(list)).toEqual([]);
  expect(list.contents).toMatchObject([
    { location: { location_type: 'physical', addresses: [{ postal_code: 'ZZ99 3WZ' }] } },
  ]);
  const [one] = list.contents;
  const alone = dataOf<{ service: FeedService }>(await get(at(`/service_at_locations/${one!.id}`)));
  expect(alone.service.id).toBe(one!.service_id);
  expect(serviceFaults(alone.service)).toEqual([]);
});

describe('every answer of open data', () => {
  const PATHS = [
    at(''),
    at('/services'),
    at('/services?per_page=100'),
    at('/services?page=0'),
    at('/services/none'),
  ];

  test.each(PATHS)('%s may be read by any site, and sets no cookie', async (path) => {
    for (const round of ['first', 'from memory']) {
      const answer = await get(path, {
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
        cookie: 'x=y',
      });
      expect([
        round,
        header(answer, 'access-control-allow-origin'),
        header(answer, 'cross-origin-resource-policy'),
      ]).toEqual([round, '*', 'cross-origin']);
      expect(header(answer, 'set-cookie')).toBe('none');
      expect(header(answer, 'access-control-allow-credentials')).toBe('none');
    }
  });

  test.each([
    '/manchester/en/offer',
    '/manchester/en/events.ics',
    '/manchester/en/services',
    '/healthz',
    '/manchester/desk/sign-in',
  ])('%s is not open to other sites', async (path) => {
    const answer = await get(path, { origin: 'https://elsewhere.example' });
    expect(header(answer, 'access-control-allow-origin')).toBe('none');
    expect(header(answer, 'cross-origin-resource-policy')).toBe('same-origin');
  });

  test('can only be read', async () => {
    expect(
      (await ask(server.origin, at('/services'), { method: 'POST', headers: { origin: server.origin } }))
        .status,
    ).toBe(405);
  });

  test.each([at('/services'), at('/services?per_page=100')])(
    '%s is compressed, tagged and answered 304',
    async (path) => {
      const plain = await get(path);
      const [br, gzip] = [
        await get(path, { 'accept-encoding': 'br' }),
        await get(path, { 'accept-encoding': 'gzip' }),
      ];
      expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
      expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
      const tag = header(plain, 'etag');
      expect(tag).toMatch(/^W\/"[\w-]{16}"$/);
      const unchanged = await get(path, { 'if-none-match': tag });
      expect([unchanged.status, unchanged.body.length]).toEqual([304, 0]);
    },
  );
});

test('an id is the same on every server', async () => {
  const there = await ask(other.origin, at('/services?per_page=1000'));
  const ids = (page: Page<FeedService>) => page.contents.map(({ id }) => id);
  expect(ids(dataOf(there))).toEqual(ids(await services('?per_page=1000')));
});

test('what is saved is there within two seconds, under every question that was asked before', async () => {
  const questions = ['', '?per_page=100', '?search=swimming', '?per_page=100&page=1'];
  for (const question of questions) await services(question);
  await save('swimming', { kind: 'group' }, { title: 'Swimming' });
  const until = Date.now() + 2_500;
  let found: boolean[] = [];
  while (!found.every(Boolean) || found.length === 0) {
    found = [];
    for (const question of questions) {
      found.push((await services(question)).contents.some(({ name }) => name === 'Swimming'));
    }
    if (Date.now() > until) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(found).toEqual(questions.map(() => true));
});
