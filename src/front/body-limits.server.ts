import type { IncomingMessage } from 'node:http';
import { ages } from '../lib/reviews/questions.ts';

/** The two forms that without JavaScript may bring a recording and a drawing as files. */
const WITH_FILES = new RegExp(
  `^/[a-z][a-z0-9-]{1,40}/[a-z]{2,3}/(?:say|review/(?:${ages.join('|')}))(?:\\?|$)`,
);

/** What any form takes at most, in bytes. */
const FORM_BYTES = 128 * 1024;

/** A recording and a drawing that are a little too large are told so by the page, with the words kept. */
const FORM_WITH_FILES_BYTES = 4 * 1024 * 1024;

/** What the framework is told: it knows one limit for all. */
export const MOST_BODY_BYTES = FORM_WITH_FILES_BYTES;

/**
 * Makes the framework's one limit smaller for every form but two: it also refuses a body that is larger than it says
 * it is. What says too much is refused before any of it is read; what says nothing (chunked), as soon as it is too much.
 */
export function limitBody({ url = '', headers }: IncomingMessage): void {
  const withFiles = WITH_FILES.test(url) && headers['content-type']?.startsWith('multipart/form-data');
  if (withFiles) return;
  const said = headers['content-length'];
  if (said !== undefined && Number(said) > FORM_BYTES)
    headers['content-length'] = String(MOST_BODY_BYTES + 1);
  if (said === undefined && headers['transfer-encoding'] !== undefined)
    headers['content-length'] = String(FORM_BYTES);
}
