/// <reference lib="webworker" />
/**
 * Keeps help at hand without a signal: the help page of every council and language opened on this phone, and the
 * styles it needs. Nothing of the desk, of forms or of threads is ever kept.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const assets = self.__WB_MANIFEST.map(({ url }) => `/${url.replace(/^\//, '')}`);
const CACHE = 'help';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(assets)));
  void self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

const HELP = /^\/[a-z][a-z0-9-]+\/[a-z]{2,3}\/help$/;

self.addEventListener('message', (event) => {
  const { keep } = event.data as { keep?: unknown };
  if (typeof keep !== 'string' || !HELP.test(keep)) return;
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(keep)));
});

/** The help page of this council and language, or any that is kept, or nothing. */
async function keptHelp(path: string): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  const [, authority, lang] = path.split('/');
  const exact = await cache.match(`/${authority}/${lang}/help`);
  if (exact) return exact;
  const kept = (await cache.keys()).find(({ url }) => HELP.test(new URL(url).pathname));
  return kept && cache.match(kept);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== 'GET') return;
  if (assets.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === 'navigate' && !url.pathname.includes('/desk')) {
    event.respondWith(
      fetch(request).catch(async (fault: unknown) => {
        const help = await keptHelp(url.pathname);
        if (help) return help;
        throw fault;
      }),
    );
  }
});
