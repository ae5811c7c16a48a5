import type { Handle, RequestEvent } from '@sveltejs/kit';
import { bridge } from '../bridge.ts';
import { PLAIN_PATH, publicRoutes } from './public-pages.ts';
import { compress, encodingFor } from './encodings.server.ts';
import type { KeptPage, KeptPages } from './kept-pages.server.ts';

const KEPT_HEADERS = new Set(['content-type', 'content-security-policy']);

/** Good enough and quick, for what is made for one reader. */
const QUICK = 4;

/** What is kept is compressed as far as it goes; the whole of a council at once a little less far, for time. */
const BEST = 11;
const LARGE = { bytes: 200_000, quality: 9 };

/** Pages being made for whoever asked first; the next ones wait for the same. */
const making = new Map<string, Promise<unknown>>();

/** The framework answers data for a page under the page's own address (`…/__data.json`): that is no page. */
function isKeepable({ request, url, route, ...event }: RequestEvent): boolean {
  return (
    !event.isSubRequest &&
    !event.isDataRequest &&
    !event.isRemoteRequest &&
    request.method === 'GET' &&
    url.search === '' &&
    publicRoutes.has(route.id ?? '') &&
    PLAIN_PATH.test(url.pathname)
  );
}

async function make(
  pages: KeptPages,
  event: RequestEvent,
  render: () => Response | Promise<Response>,
): Promise<Response | KeptPage> {
  // Read before rendering: what changes meanwhile has a later version, and this page is then made anew.
  const version = await pages.versionOf(event.params.authority ?? '');
  const response = await render();
  if (version === null || response.status !== 200) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const own = [...response.headers].filter(([name]) => KEPT_HEADERS.has(name));
  const quality = body.length > LARGE.bytes ? LARGE.quality : BEST;
  return pages.keep(event.url.pathname, version, body, own, quality);
}

/** Renders a public page once per content version and leaves it in front of the app, where the next readers get it. */
export const keepPublicPages: Handle = async ({ event, resolve }) => {
  const { pages } = bridge();
  if (!pages || !isKeepable(event)) return compressed(event, await resolve(event));
  const { pathname } = event.url;
  await making.get(pathname)?.catch(() => undefined);
  let page: Response | KeptPage | null = pages.find(pathname);
  if (!page) {
    const made = make(pages, event, () => resolve(event));
    making.set(pathname, made);
    page = await made.finally(() => making.delete(pathname));
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
