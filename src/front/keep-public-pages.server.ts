import type { Handle, RequestEvent } from '@sveltejs/kit';
import { bridge } from '../bridge.ts';
import { keptUnder, publicRoutes } from './public-pages.ts';
import { compress, encodingFor } from './encodings.server.ts';
import type { KeptPage, KeptPages } from './kept-pages.server.ts';

const KEPT_HEADERS = new Set([
  'content-type',
  'cache-control',
  'content-security-policy',
  'access-control-allow-origin',
  'cross-origin-resource-policy',
]);

/** Good enough and quick, for what is made for one reader. */
const QUICK = 5;

/** What is kept is compressed as far as it goes; the whole of a council at once a little less far, for time. */
const BEST = 11;
const LARGE = { bytes: 200_000, quality: 9 };
/** Questions without end may be asked: none of them is worth a second of the processor. */
const QUERIED = 5;

/** Pages being made for whoever asked first; the next ones wait for the same. */
const making = new Map<string, Promise<unknown>>();

/** The framework answers data for a page under the page's own address (`…/__data.json`): that is no page. */
function keyOf({ request, url, route, ...event }: RequestEvent): string | null {
  const keepable =
    !event.isSubRequest &&
    !event.isDataRequest &&
    !event.isRemoteRequest &&
    request.method === 'GET' &&
    publicRoutes.has(route.id ?? '');
  return keepable ? keptUnder(url.pathname + url.search) : null;
}

async function make(
  pages: KeptPages,
  event: RequestEvent,
  key: string,
  render: () => Response | Promise<Response>,
): Promise<Response | KeptPage> {
  // Read before rendering: what changes meanwhile has a later version, and this page is then made anew.
  const version = await pages.versionOf(event.params.authority ?? '');
  const response = await render();
  if (version === null || response.status !== 200) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const own = [...response.headers].filter(([name]) => KEPT_HEADERS.has(name));
  const quality = key.includes('?') ? QUERIED : body.length > LARGE.bytes ? LARGE.quality : BEST;
  return pages.keep(key, version, body, own, quality);
}

/** Renders a public page once per content version and leaves it in front of the app, where the next readers get it. */
export const keepPublicPages: Handle = async ({ event, resolve }) => {
  const { pages } = bridge();
  const key = keyOf(event);
  if (!pages || key === null) return compressed(event, await resolve(event));
  await making.get(key)?.catch(() => undefined);
  let page: Response | KeptPage | null = pages.find(key);
  if (!page) {
    const made = make(pages, event, key, () => resolve(event));
    making.set(key, made);
    page = await made.finally(() => making.delete(key));
  }
  return page instanceof Response
    ? page
    : pages.responseOf(page, event.request.headers.get('accept-encoding'));
};

/**
 * Young people's forms are worth compressing too: nothing of a reader's is in them. Answers to what was posted and the
 * desk are not: a secret beside words that somebody else chose can be guessed from the length.
 */
async function compressed(event: RequestEvent, response: Response): Promise<Response> {
  const encoding = encodingFor(event.request.headers.get('accept-encoding'));
  const worthIt =
    encoding &&
    event.request.method === 'GET' &&
    event.route.id?.includes('/(young)') &&
    response.headers.get('content-type')?.startsWith('text/html') &&
    response.body;
  if (!worthIt) return response;
  const body = await compress(Buffer.from(await response.arrayBuffer()), encoding, QUICK);
  const headers = new Headers(response.headers);
  headers.set('content-encoding', encoding);
  headers.set('content-length', String(body.length));
  headers.set('vary', 'Accept-Encoding');
  return new Response(new Uint8Array(body), { status: response.status, headers });
}
