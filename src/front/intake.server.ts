import type { IncomingMessage, ServerResponse } from 'node:http';
import { crossOrigin } from '../lib/identity/origin.ts';
import { SEALED_PIECE_MAX } from '../lib/voice/pieces.ts';
import type { Bridge } from '../bridge.ts';
import type { Addressed, Answered } from '../bridge.ts';

/** What a phone may send past the framework: of one type, of so many bytes at most. */
interface WayIn {
  authorityId: string;
  lang: string;
  type: string;
  mostBytes: number;
  take(from: Addressed, read: () => Promise<Buffer | null>): Promise<Answered>;
}

const PATH =
  /^\/([a-z][a-z0-9-]{1,40})\/([a-z]{2,3})\/(say|review)\/(?:sealed|pieces\/([0-9a-f-]{36})\/([\w.-]{1,80}))$/;

/** The most a sealed message takes, with room to spare. */
const MESSAGE_BYTES = 128 * 1024;
/** The most that sealed views take: ANSWERS_MAX answers that each fill a bucket of 16 kB, and their keys. */
const VIEWS_BYTES = 2 * 1024 * 1024;

/** The way in that a path names, if it is one and the app is there to take what comes. */
function wayIn(path: string, { takeSealed, takePiece, takeViews }: Bridge): WayIn | null {
  const [, authorityId, lang, place, messageId, name] = PATH.exec(path) ?? [];
  if (!authorityId || !lang || !takeSealed || !takePiece || !takeViews) return null;
  const where = { authorityId, lang };
  if (place === 'review' && !messageId)
    return {
      ...where,
      type: 'application/json',
      mostBytes: VIEWS_BYTES,
      take: (from, read) => takeViews({ ...from, read: () => read().catch(() => null) }),
    };
  if (!messageId || !name)
    return {
      ...where,
      type: 'application/json',
      mostBytes: MESSAGE_BYTES,
      take: async (from, read) => {
        const body = await read();
        return body ? takeSealed({ ...from, body }) : { status: 413, body: { fault: 'too-large' } };
      },
    };
  return {
    ...where,
    type: 'application/octet-stream',
    mostBytes: SEALED_PIECE_MAX,
    // Whoever goes away in the middle hears no answer.
    take: (from, read) => takePiece({ ...from, messageId, name, read: () => read().catch(() => null) }),
  };
}

/**
 * Reads a body whole. @returns null when it is too large: what is left of it is let go by, unkept, because a sender who
 * is cut off in the middle never sees the answer.
 */
async function readWhole(request: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = Number(request.headers['content-length'] ?? 0);
  if (size <= mostBytes) {
    size = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) break;
      chunks.push(chunk);
    }
  }
  if (size <= mostBytes) return Buffer.concat(chunks);
  request.resume();
  return null;
}

async function answerTo(
  request: IncomingMessage,
  { authorityId, lang, type, mostBytes, take }: WayIn,
  origin: string,
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
  if (headers['content-type'] !== type) return { status: 415, body: { fault: 'wrong-type' } };
  return take({ authorityId, lang, request }, () => readWhole(request, mostBytes));
}

/**
 * Answers what phones send sealed. The framework would do the same at a tenth of the rate, and a burst is exactly when
 * nobody may wait. @returns false when this is something else.
 */
export function takeSealedPost(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  app: Bridge,
): boolean {
  const way = request.method === 'POST' ? wayIn(request.url ?? '', app) : null;
  if (!way) return false;
  void answerTo(request, way, origin)
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
