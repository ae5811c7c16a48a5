import { forgetDraft } from './outbox-drafts.ts';
import type { Reply, Sending } from './outbox-sending.ts';
import { sendAll } from './outbox-sending.ts';
import type { Outbox } from './outbox-shelf.ts';
import { cacheShelf, databaseShelf, localMarks } from './outbox-stores.ts';

/** Everything that looks at messages on this phone hears here how they stand. */
const CHANNEL = 'outbox';
const CHANGING = 'outbox';
const SENDING = 'outbox-sending';

/** A connection that says nothing for so long is none; larger bodies get longer, for the slowest signal there is. */
const PATIENCE_MS = 25_000;
const PATIENCE_PER_BYTE_MS = 0.5;

/** Browsers let a request outlive its page up to some 64 kB of body. */
const OUTLIVES_PAGE = 60_000;

function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Older phones have none: the server makes one message of two tries anyway.
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}

/** This phone's outbox: two stores and a counter. */
export const outboxHere: Outbox = {
  shelves: [databaseShelf, cacheShelf],
  marks: typeof localStorage === 'undefined' ? null : localMarks,
  alone: (work) => withLock(CHANGING, work),
};

/** How a message stands, as its tabs tell each other. */
export interface News {
  id: string;
  what: 'sending' | 'changed';
}

const listeners = new Set<(news: News) => void>();
let channel: BroadcastChannel | null = null;

function openChannel(): BroadcastChannel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', ({ data }) => {
      for (const hear of listeners) hear(data as News);
    });
  }
  return channel;
}

export function listenToOutbox(hear: (news: News) => void): void {
  listeners.add(hear);
  openChannel();
}

function tell(id: string, what: News['what']): void {
  for (const hear of listeners) hear({ id, what });
  openChannel()?.postMessage({ id, what } satisfies News);
}

async function post(
  address: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Reply | null> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), PATIENCE_MS + body.length * PATIENCE_PER_BYTE_MS);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      signal: cut.signal,
      keepalive: body.length < OUTLIVES_PAGE,
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    const said = isJson ? ((await response.json()) as Reply['body']) : null;
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1_000 || 0;
    return { status: response.status, body: said, retryAfterMs };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Some browsers say that there is no network where there is one: then a request without anything in it tells. */
async function isOnline(address: string): Promise<boolean> {
  if (navigator.onLine !== false) return true;
  return fetch(address, { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}

/** What sends from here, out of this outbox or another. */
export const sendingFrom = (outbox: Outbox): Sending => ({
  outbox,
  post,
  now: () => new Date(),
  luck: Math.random,
  isOnline,
  tell,
  forgetDraft,
});

/** Sends what is due; one sender among all tabs and the worker. @returns as `sendAll` */
export const sendFromHere = (eager: boolean, outbox: Outbox = outboxHere): Promise<number | null> =>
  withLock(SENDING, () => sendAll(sendingFrom(outbox), eager));
