import type { IncomingMessage, ServerResponse } from 'node:http';
import { crossOrigin } from '../lib/identity/origin.ts';
import type { Answered, Incoming } from '../intake.server.ts';

const SEALED = /^\/([a-z][a-z0-9-]{1,40})\/([a-z]{2,3})\/say\/sealed$/;

/** The most a sealed message takes, with room to spare. */
const MOST_BYTES = 128 * 1024;

type Taker = (incoming: Incoming) => Promise<Answered>;

/**
 * Reads a body whole. @returns null when it is too large: what is left of it is let go by, unkept, because a sender who
 * is cut off in the middle never sees the answer.
 */
async function readWhole(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = Number(request.headers['content-length'] ?? 0);
  if (size <= MOST_BYTES) {
    size = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) break;
      chunks.push(chunk);
    }
  }
  if (size <= MOST_BYTES) return Buffer.concat(chunks);
  request.resume();
  return null;
}

async function answerTo(
  request: IncomingMessage,
  authorityId: string,
  lang: string,
  origin: string,
  take: Taker,
): Promise<Answered> {
  const { headers, method = '' } = request;
  const refused = crossOrigin({
    method,
    site: (headers['sec-fetch-site'] as string | undefined) ?? null,
    origin: headers.origin ?? null,
    ours: origin,
    bareAllowed: false,
  });
  if (refused) return { status: 403, body: { fault: 'cross-origin' } };
  if (headers['content-type'] !== 'application/json') return { status: 415, body: { fault: 'wrong-type' } };
  const body = await readWhole(request);
  if (body === null) return { status: 413, body: { fault: 'too-large' } };
  return take({ authorityId, lang, body, request });
}

/**
 * Answers what phones send sealed. The framework would do the same at a tenth of the rate, and a burst is exactly when
 * nobody may wait. @returns false when this is something else.
 */
export function takeSealedPost(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  take: Taker | undefined,
): boolean {
  const path = take && request.method === 'POST' ? SEALED.exec(request.url ?? '') : null;
  if (!take || !path) return false;
  void answerTo(request, path[1]!, path[2]!, origin, take)
    .then(({ status, body, retryAfter }) => {
      const text = JSON.stringify(body);
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Length', Buffer.byteLength(text));
      if (retryAfter) response.setHeader('Retry-After', String(retryAfter));
      response.writeHead(status).end(text);
    })
    // The sender went away in the middle: nothing was taken, and their phone knows it.
    .catch(() => response.destroy());
  return true;
}
