import type { OpenedAttachment } from '$lib/voice/staff-thread.server.ts';

/** Nothing in it runs, whatever it holds, and nobody keeps it. */
const SHUT_IN = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
};

const CLOSED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Could not be opened</title>
<h1>It could not be opened</h1><p>It was not sealed by our own page, or some of it is missing. The words of the message
are not touched by it.</p></html>`;

/** The part a player asks for (RFC 9110, 14.1.2): the whole where it asks in a way nobody needs, null for none of it. */
function partOf(range: string | null, length: number): { from: number; to: number } | 'whole' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') return last === '0' ? null : { from: Math.max(0, length - Number(last)), to: length - 1 };
  const from = Number(first);
  const to = last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (last !== '' && Number(last) < from) return 'whole';
  return from < length ? { from, to } : null;
}

/** A recording or a drawing as the desk gets it: players need parts of it to find a place. */
export function attachmentAnswer(request: Request, opened: OpenedAttachment | null): Response {
  if (!opened)
    return new Response(CLOSED, {
      status: 422,
      headers: { ...SHUT_IN, 'content-type': 'text/html; charset=utf-8' },
    });
  const { type, bytes } = opened;
  const headers = {
    ...SHUT_IN,
    'content-type': type,
    'content-disposition': 'inline',
    'accept-ranges': 'bytes',
  };
  const part = partOf(request.headers.get('range'), bytes.length);
  if (part === null)
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${bytes.length}` },
    });
  if (part === 'whole')
    return new Response(bytes, { headers: { ...headers, 'content-length': String(bytes.length) } });
  const { from, to } = part;
  const said = {
    'content-range': `bytes ${from}-${to}/${bytes.length}`,
    'content-length': String(to - from + 1),
  };
  return new Response(bytes.slice(from, to + 1), { status: 206, headers: { ...headers, ...said } });
}
