import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages, type Lang } from '../../src/lib/i18n/languages.ts';
import { translator } from '../../src/lib/i18n/translator.ts';
import { takingTurns } from '../../src/lib/platform/turns.ts';
import { ask } from '../support/ask.ts';
import { leakIn, naughty, unescaped } from '../support/naughty.ts';
import { harmIn } from '../support/harm.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
});

afterAll(() => server?.stop());

const someAtOnce = takingTurns(8);
const get = (path: string, headers = {}) => someAtOnce(() => ask(server.origin, path, { headers }));

/** Not `.` and `..`, which a browser takes for steps; nothing at all is another address. */
const segments = naughty
  .map((text) => encodeURIComponent(text.toWellFormed()))
  .filter((text) => /[^.]/.test(text));

describe('every naughty string in an address is not found, and is not repeated to anybody', () => {
  test.each<[string, (segment: string) => string]>([
    ['as an authority', (segment) => `/${segment}/en/promise`],
    ['as a language', (segment) => `/manchester/${segment}/promise`],
    ['as a page', (segment) => `/manchester/en/${segment}`],
    ['as a commitment', (segment) => `/manchester/en/promise/${segment}`],
    ['as an entitlement', (segment) => `/manchester/en/offer/${segment}`],
    ['as a decision', (segment) => `/manchester/en/done/${segment}`],
  ])('%s', async (_, address) => {
    const answers = await Promise.all(
      segments.map(async (segment) => {
        const { status, text } = await get(address(segment));
        return `${status} ${leakIn(text, decodeURIComponent(segment)) ?? 'no leak'}`;
      }),
    );
    expect([...new Set(answers)]).toEqual(['404 no leak']);
  });

  test('as a topic to write about: the form is there, with no topic picked', async () => {
    for (const segment of segments) {
      const { status, text } = await get(`/manchester/en/say?about=${segment}`);
      expect([status, leakIn(text, decodeURIComponent(segment))]).toEqual([200, null]);
      expect(text).not.toMatch(/<option[^>]* selected/);
    }
  });
});

describe('what is not there is told in the reader’s language, with a way on', () => {
  const spoken = ['en', 'ar', 'pl', 'ti'] satisfies Lang[];
  const addresses: [string, (lang: Lang) => string][] = [
    ['an unknown authority', (lang) => `/nowhere/${lang}/promise`],
    ['an unknown authority alone', () => '/nowhere'],
    ['an unknown language', () => '/manchester/xx/promise'],
    ['an unknown commitment', (lang) => `/manchester/${lang}/promise/nothing`],
    ['an unknown entitlement', (lang) => `/manchester/${lang}/offer/nothing`],
    ['an unknown decision', (lang) => `/manchester/${lang}/done/nothing`],
    ['an unknown page', (lang) => `/manchester/${lang}/nothing`],
    ['nothing that could be a page', () => '/%00%ef%bf%bd/..%2f'],
  ];
  test.each(addresses)('%s', async (_, address) => {
    for (const lang of spoken) {
      const t = translator(lang);
      const { status, text } = await get(address(lang), { 'accept-language': lang });
      expect([address(lang), status]).toEqual([address(lang), 404]);
      expect(text).toContain(`<html lang="${lang}" dir="${languages[lang].dir}">`);
      expect(text).toContain(`<h1>${t('errors.notFound.title')}</h1>`);
      const way = [...text.matchAll(/<a class="button" href="([^"]+)">([^<]+)<\/a>/g)].map(
        ([, href = '', label = '']) => ({ href, label: unescaped(label) }),
      );
      expect(way.map(({ label }) => label)).toEqual([t('errors.home')]);
      const on = await get(way[0]?.href ?? '');
      expect([on.status, on.status === 303 ? on.headers.location : null]).toEqual([200, null]);
    }
  });

  test('a language that the authority does not offer is not found either, and takes no message', async () => {
    expect((await get('/manchester/fr/say')).status).toBe(404);
    const sent = await ask(server.origin, '/manchester/fr/say', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'words=Bonjour',
    });
    expect(sent.status).toBe(404);
    expect(await world.db.selectFrom('messages').select('message_id').execute()).toEqual([]);
  });
});

test.each(['/%', '/%E0%A4%A', '/manchester/en/%ff', '/manchester/en/promise/%c0%ae', '/_app/%'])(
  '%s cannot be read as an address: a page of ours says so',
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/<h1>[^<]+<\/h1>/);
    expect(harmIn(answer)).toEqual([]);
  },
);

test('nothing broke, and no address is in the log', () => {
  expect(
    server
      .log()
      .replace(/^Serving .*$/m, '')
      .trim(),
  ).toBe('');
});
