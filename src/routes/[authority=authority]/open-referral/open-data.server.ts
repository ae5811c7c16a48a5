import { json, type RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import { readFeed } from '$lib/offer/open-referral/feed.server.ts';
import { pageOf } from '$lib/offer/open-referral/list.ts';
import { parseQuery, type Query } from '$lib/offer/open-referral/query.ts';
import type { FeedService } from '$lib/offer/open-referral/feed-service.ts';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { bridge } from '../../../bridge.ts';
import { asAnyone } from '../../guard.server.ts';

/** Open data is for every page of every site to read; nothing else of ours is. No cookie is looked at here, or set. */
const FOR_EVERYBODY = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

export const openData = (body: unknown, status = 200): Response =>
  json(body, { status, headers: FOR_EVERYBODY });

const notFound = (what: string): Response => openData({ error: 'not-found', message: what }, 404);

type Endpoint = RequestEvent<{ authority: string; id?: string }>;

/** An endpoint of open data: of an authority that there is, and an answer in JSON whatever happens. */
export function asOpenData(run: (event: Endpoint) => Promise<Response> | Response) {
  return asAnyone(async (event: RequestEvent) => {
    const named = event as unknown as Endpoint;
    try {
      await authorityOf(named.locals.services.db, named.params.authority);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return notFound('There is no such authority.');
    }
    return run(named);
  });
}

/** What was read last of an authority: questions without end may be asked of the same content. */
const feeds = new LRUCache<string, { version: number; feed: FeedService[] }>({ max: 30 });

/** Everything the authority offers, as it is on the day it is asked. */
export async function feedOf({ params, locals, url }: Endpoint): Promise<FeedService[]> {
  // Read before the feed: what changes meanwhile has a later version. It goes up at midnight too.
  const version = (await bridge().pages?.versionOf(params.authority)) ?? null;
  const kept = feeds.get(params.authority);
  if (kept && kept.version === version) return kept.feed;
  const { db, clock } = locals.services;
  const feed = await readFeed(db, params.authority, { origin: url.origin, now: clock() });
  if (version !== null) feeds.set(params.authority, { version, feed });
  return feed;
}

/** A list, a page at a time. @param allowed the parameters it takes, where they are not all there are. */
export function listOf<Item>(
  find: (event: Endpoint, query: Query) => Promise<readonly Item[]> | readonly Item[],
  allowed?: readonly (keyof Query)[],
) {
  return asOpenData(async (event) => {
    const parsed = parseQuery(event.url.searchParams, allowed);
    if ('faults' in parsed) {
      const message = 'The query has values that cannot be taken.';
      return openData({ error: 'bad-query', message, faults: parsed.faults }, 400);
    }
    return openData(pageOf(await find(event, parsed.query), parsed.query));
  });
}

/** One of a list, by its id. */
export function oneOf<Item extends { id: string }>(
  what: string,
  find: (event: Endpoint) => Promise<readonly Item[]> | readonly Item[],
) {
  return asOpenData(async (event) => {
    const id = event.params.id?.toLowerCase();
    const found = (await find(event)).find((item) => item.id === id);
    return found ? openData(found) : notFound(`There is no ${what} with this id.`);
  });
}

/** An address under open data that is none. */
export const nothingHere = asOpenData(() => notFound('There is nothing at this address. Begin at the root.'));
