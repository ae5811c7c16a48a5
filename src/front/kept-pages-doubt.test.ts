import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { KeptPages } from './kept-pages.server.ts';

type Look = PromiseWithResolvers<Map<string, number>>;

/** Pages over a database that answers when the test says so; one page of version 1 is kept. */
async function keptPages() {
  const looks: Look[] = [];
  const pages = new KeptPages([], () => {
    const look = Promise.withResolvers<Map<string, number>>();
    looks.push(look);
    return look.promise;
  });
  const version = pages.versionOf('council');
  looks.shift()!.resolve(new Map([['council', 1]]));
  await version;
  await pages.keep('/council/en', 1, Buffer.from('one'), [], 1);
  return { pages, looks };
}

/** What a reader gets: the page from memory, or null where it would have to be made. */
async function read(pages: KeptPages): Promise<string | null> {
  let body: Buffer | null = null;
  const response = { writeHead: () => response, end: (sent: Buffer) => (body = sent) };
  const request = { url: '/council/en', method: 'GET', headers: {} };
  await pages.answer(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  return body === null ? null : String(body);
}

const settled = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

test('a change is seen by the next reader, though a look was under way that began before it', async () => {
  const { pages, looks } = await keptPages();
  pages.doubt();
  void read(pages);
  const begunBefore = looks.shift()!;
  pages.doubt();
  const reading = read(pages);
  begunBefore.resolve(new Map([['council', 1]]));
  await settled();
  looks.shift()!.resolve(new Map([['council', 2]]));
  expect(await reading).toBeNull();
});

test('while the database does not answer, the first readers wait a moment and the others not at all', async () => {
  const { pages, looks } = await keptPages();
  pages.doubt();
  const began = performance.now();
  expect(await read(pages)).toBe('one');
  expect(performance.now() - began).toBeLessThan(1_000);
  const later = performance.now();
  pages.doubt();
  expect(await read(pages)).toBe('one');
  expect(performance.now() - later).toBeLessThan(50);
  looks.shift()!.resolve(new Map([['council', 1]]));
  await settled();
  const sure = read(pages);
  looks.shift()!.resolve(new Map([['council', 2]]));
  expect(await sure).toBeNull();
});

test('while the database is away, what was last known is shown', async () => {
  const { pages, looks } = await keptPages();
  pages.doubt();
  const reading = read(pages);
  looks.shift()!.reject(new Error('away'));
  expect(await reading).toBe('one');
});
