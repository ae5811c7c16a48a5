/// <reference lib="webworker" />
import { sendFromHere } from './lib/voice/outbox-here.ts';

/**
 * Keeps the whole of the council and language chosen on this phone, for when there is no signal. Nothing of the desk,
 * of what was sent, or of a thread is ever kept: they are not in what the server hands out to be kept, and nothing is
 * put here but that. Sends what waits in the outbox, which has a cache of its own (lib/voice/outbox-stores.ts).
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const PAGES = 'pages';
const ASSETS = 'assets';
/** What is known of each council and language kept: one entry each, the newest last. */
const BOOK = 'book';

/** Phones are small: the councils and languages chosen last. */
const KEEP_AT_MOST = 3;

/** After this long a page that is kept is shown, however slow the signal. */
const PATIENCE_MS = 3_000;

const ours = self.__WB_MANIFEST.map(({ url }) => `/${url.replace(/^\//, '')}`);

interface Kept {
  prefix: string;
  etag: string;
  assets: string[];
  /** What a notice says in this language. */
  notice?: string;
}

interface Handed {
  policy: string;
  assets: string[];
  pages: Record<string, string>;
  notice?: string;
}

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(ASSETS).then((cache) => cache.addAll(ours)));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function readBook(): Promise<Kept[]> {
  const answer = await (await caches.open(BOOK)).match('/book');
  return answer ? ((await answer.json()) as Kept[]) : [];
}

async function writeBook(book: Kept[]): Promise<void> {
  await (await caches.open(BOOK)).put('/book', new Response(JSON.stringify(book)));
}

/** Removes what nothing kept refers to any more. */
async function tidy(book: Kept[]): Promise<void> {
  const assets = await caches.open(ASSETS);
  const needed = new Set([...ours, ...book.flatMap((kept) => kept.assets)]);
  for (const request of await assets.keys()) {
    if (!needed.has(new URL(request.url).pathname)) await assets.delete(request);
  }
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const { pathname } = new URL(request.url);
    if (!book.some(({ prefix }) => isUnder(pathname, prefix))) await pages.delete(request);
  }
}

const isUnder = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`);

async function putPages(prefix: string, { policy, assets, pages }: Handed): Promise<void> {
  const styles = await caches.open(ASSETS);
  // What has its version in its name never changes; the icon and the manifest may.
  const wanted = [];
  for (const path of assets) {
    if (!path.startsWith('/_app/immutable/') || !(await styles.match(path))) wanted.push(path);
  }
  await styles.addAll(wanted);
  const cache = await caches.open(PAGES);
  const headers = (path: string) => ({
    'content-type': path.endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8',
    'content-security-policy': policy,
    // A page that was filled in does not come back to the next person by the Back button.
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  for (const [path, text] of Object.entries(pages))
    await cache.put(path, new Response(text, { headers: headers(path) }));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (isUnder(pathname, prefix) && !(pathname in pages)) await cache.delete(request);
  }
}

/** Keeps one council in one language, or learns that what is kept is still right. */
async function keep(prefix: string): Promise<void> {
  const book = await readBook();
  const before = book.find((kept) => kept.prefix === prefix);
  const answer = await fetch(`${prefix}/kept/pages.json`, {
    headers: before ? { 'if-none-match': before.etag } : {},
    cache: 'no-store',
  });
  if (answer.status !== 304 && !answer.ok) return;
  let kept = before;
  if (answer.status !== 304) {
    const handed = (await answer.json()) as Handed;
    // Whatever went wrong on the way, help stays.
    if (!handed.pages[`${prefix}/help`]) return;
    await putPages(prefix, handed);
    const { assets, notice } = handed;
    kept = { prefix, etag: answer.headers.get('etag') ?? '', assets, ...(notice ? { notice } : {}) };
  }
  if (!kept) return;
  const others = (await readBook()).filter((one) => one.prefix !== prefix);
  const now = [...others, kept].slice(-KEEP_AT_MOST);
  await writeBook(now);
  await tidy(now);
  for (const client of await self.clients.matchAll()) client.postMessage({ kept: prefix });
}

const PREFIX = /^\/[a-z][a-z0-9-]+\/[a-z]{2,3}$/;

/** One after the other: two pages opened together must not write over each other. */
let keeping = Promise.resolve();

self.addEventListener('message', (event) => {
  const { keep: prefix, takeOver } = event.data as { keep?: unknown; takeOver?: unknown };
  if (takeOver) void self.skipWaiting();
  if (typeof prefix !== 'string' || !PREFIX.test(prefix)) return;
  keeping = keeping.then(() => keep(prefix)).catch(() => undefined);
  event.waitUntil(keeping);
});

async function keptPage(path: string): Promise<Response | undefined> {
  return (await caches.open(PAGES)).match(path.length > 1 ? path.replace(/\/$/, '') : path);
}

/** For a page that is not kept: the page that says so, and what is; of this council if it can be. */
async function notKept(path: string): Promise<Response | undefined> {
  const book = await readBook();
  const nearest = book.find(({ prefix }) => isUnder(path, prefix)) ?? book.at(-1);
  return nearest && keptPage(`${nearest.prefix}/kept`);
}

async function openPage(request: Request, path: string): Promise<Response> {
  const network = fetch(request);
  const slow = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  try {
    const first = await Promise.race([network, slow]);
    // A server in trouble is no better than no server.
    if (first && first.status < 500) return first;
    const kept = await keptPage(path);
    if (!kept) return first ?? (await network);
    network.catch(() => undefined);
    return kept;
  } catch (fault) {
    const kept = (await keptPage(path)) ?? (request.mode === 'navigate' && (await notKept(path)));
    if (kept) return kept;
    throw fault;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== 'GET') return;
  if (/\/desk(\/|$)/.test(pathname)) return;
  if (request.mode === 'navigate' || pathname.endsWith('/offer/words.json'))
    event.respondWith(openPage(request, pathname));
  else if (/^\/(_app\/|icon[-.])/.test(pathname) || pathname.endsWith('.webmanifest'))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** Sends what waits when there is a network again and no page is open, in browsers that can do that. */
async function sendInBackground(): Promise<void> {
  const wait = await sendFromHere(true);
  // The browser then tries again by and by.
  if (wait !== null) throw new Error('Something still waits.');
}

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === 'outbox') sync.waitUntil(sendInBackground());
});

/**
 * Somebody knocked. Nothing came with it: it says the same whatever happened, in the language kept last, and nothing of
 * council, message or name.
 */
async function showNotice(): Promise<void> {
  const kept = (await readBook().catch(() => [])).at(-1);
  await self.registration.showNotification('Said & Done', {
    body: kept?.notice ?? 'There is something new.',
    ...(kept?.notice ? { lang: kept.prefix.split('/')[2] ?? 'en' } : { lang: 'en' }),
    icon: '/icon-192.png',
    tag: 'notice',
  });
}

self.addEventListener('push', (event) => event.waitUntil(showNotice()));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow('/'));
});
