import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodingFor } from './encodings.server.ts';
import { KeptPages } from './kept-pages.server.ts';
import { keptUnder } from './public-pages.ts';

let versions = new Map([['manchester', 1]]);
let looks = 0;
let away = false;
let pages: KeptPages;

const PATH = '/manchester/en/promise';
const HTML = '<p>We promise</p>'.repeat(50);

beforeEach(async () => {
  versions = new Map([['manchester', 1]]);
  [looks, away] = [0, false];
  pages = new KeptPages([['X-Frame-Options', 'DENY']], async () => {
    looks += 1;
    if (away) throw new Error('The database is away.');
    return versions;
  });
  const version = await pages.versionOf('manchester');
  const headers: [string, string][] = [['content-type', 'text/html']];
  await pages.keep(PATH, version ?? 0, Buffer.from(HTML), headers, 5);
});

interface Got {
  answered: boolean;
  status: number;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

async function get(path = PATH, asked: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  const got: Got = { answered: false, status: 0, headers: {}, body: undefined };
  const response = {
    writeHead(status: number, _text: string, list: string[]) {
      got.status = status;
      for (let place = 0; place < list.length; place += 2)
        got.headers[list[place]!.toLowerCase()] = list[place + 1]!;
      return response;
    },
    end(body?: Buffer) {
      got.body = body;
    },
  };
  const request = { url: path, method, headers: asked };
  got.answered = await pages.answer(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse,
  );
  return got;
}

describe('a kept page', () => {
  test('is answered in the best encoding a browser takes, with every header', async () => {
    const br = await get(PATH, { 'accept-encoding': 'gzip, br' });
    expect(br).toMatchObject({ answered: true, status: 200 });
    expect(br.headers).toMatchObject({
      'content-encoding': 'br',
      'x-frame-options': 'DENY',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(br.body!).toString()).toBe(HTML);
    const gzip = await get(PATH, { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
    expect(gunzipSync(gzip.body!).toString()).toBe(HTML);
    const plain = await get();
    expect(plain.body!.toString()).toBe(HTML);
    expect(plain.headers['content-length']).toBe(String(HTML.length));
  });

  test('is 304 for whoever has it, without a body or its type', async () => {
    const { etag = '' } = (await get()).headers;
    expect(etag).toMatch(/^W\/"[\w-]{16}"$/);
    for (const known of [etag, etag.slice(2), `"x", ${etag}`]) {
      const again = await get(PATH, { 'if-none-match': known });
      expect([again.status, again.body]).toEqual([304, undefined]);
      expect(again.headers['content-type']).toBeUndefined();
      expect(again.headers['x-frame-options']).toBe('DENY');
    }
    expect((await get(PATH, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('has no body for HEAD', async () => {
    const head = await get(PATH, { 'accept-encoding': 'br' }, 'HEAD');
    expect([head.status, head.body]).toEqual([200, undefined]);
  });

  test('is not answered under any other address', async () => {
    for (const path of [`${PATH}?x`, `${PATH}/`, '/manchester/ar/promise', '/warrington/en/promise', '/', ''])
      expect((await get(path)).answered).toBe(false);
  });

  test('goes when its authority changes, as soon as there is doubt', async () => {
    versions = new Map([['manchester', 2]]);
    expect((await get()).answered).toBe(true);
    pages.doubt();
    expect((await get()).answered).toBe(false);
  });

  test('stays when another authority changes', async () => {
    versions = new Map([
      ['manchester', 1],
      ['warrington', 8],
    ]);
    pages.doubt();
    expect((await get()).answered).toBe(true);
  });

  test('goes on being served while the database is away, and many askers look once', async () => {
    away = true;
    pages.doubt();
    const before = looks;
    const all = await Promise.all(Array.from({ length: 20 }, () => get()));
    expect(all.every(({ answered }) => answered)).toBe(true);
    expect(looks - before).toBe(1);
  });
});

describe('answers to queries', () => {
  const LIST = '/manchester/open-referral/services';
  const keep = (key: string) => pages.keep(key, 1, Buffer.from(`{"asked":"${key}"}`), [], 1);

  test('are found by any spelling of the same question', async () => {
    await keep(`${LIST}?per_page=100`);
    for (const query of ['per_page=100', 'page=1&per_page=100', 'per_page=0100&search='])
      expect([query, (await get(`${LIST}?${query}`)).answered]).toEqual([query, true]);
    for (const query of ['per_page=101', 'per_page=100&page=2', 'per_page=100&x=1', 'per_page=x', ''])
      expect([query, (await get(`${LIST}?${query}`)).answered]).toEqual([query, false]);
  });

  test('that are too many push out the oldest of their own kind, and never a page', async () => {
    for (let number = 1; number <= 1_000; number += 1) await keep(`${LIST}?search=word${number}`);
    expect(pages.kept.pages).toBe(1);
    expect(pages.kept.queried).toBeLessThanOrEqual(400);
    expect((await get(`${LIST}?search=word1000`)).answered).toBe(true);
    expect((await get(`${LIST}?search=word1`)).answered).toBe(false);
    expect((await get()).answered).toBe(true);
  });

  test('are made anew with the next content version', async () => {
    await keep(`${LIST}?page=2`);
    versions = new Map([['manchester', 2]]);
    pages.doubt();
    expect((await get(`${LIST}?page=2`)).answered).toBe(false);
  });
});

test.each([
  ['/manchester/en/offer', '/manchester/en/offer'],
  ['/manchester/open-referral/taxonomy_terms', '/manchester/open-referral/taxonomy_terms'],
  ['/manchester/en/offer?page=1', null],
  ['/manchester/en/offer?', null],
  ['/manchester/open-referral?page=2', null],
  ['/manchester/open-referral/services?page=1', '/manchester/open-referral/services'],
  ['/manchester/open-referral/services?day=mo&page=2', '/manchester/open-referral/services?page=2&day=MO'],
  ['/manchester/open-referral/taxonomies?page=2', '/manchester/open-referral/taxonomies?page=2'],
  ['/manchester/open-referral/taxonomies?search=x', null],
  ['/manchester/open-referral/services/x?page=2', null],
  ['/Manchester/en', null],
])('%s is kept under %s', (address, key) => {
  expect(keptUnder(address)).toBe(key);
});

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
  ['', null],
  [null, null],
])('%j is answered in %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});
