import * as v from 'valibot';
import type { PieceName } from './pieces.ts';

const base64Url = (min: number, max: number) =>
  v.pipe(v.string(), v.minLength(min), v.maxLength(max), v.regex(/^[\w-]+(\.[\w-]+)*$/));

/** The most that sealed words take: WORDS_MAX characters of at most four bytes fill a bucket of 16 kB, in base64url. */
const SEALED_MAX = 22_000;

/** Parts fill a bucket of 4 kB at most (parts.ts). */
const PARTS_MAX = 6_000;

/** More than a recording and a drawing of the largest size make. */
const PIECES_MAX = 16;

/** What a piece may be called: as many of each kind as a message may have. */
export const PIECE_NAME = /^(?:voice|drawing)\.(?:\d|1[0-5])$/;

const PieceSchema = v.object({
  name: v.pipe(
    v.string(),
    v.regex(PIECE_NAME),
    v.transform((name) => name as PieceName),
  ),
  hash: base64Url(43, 43),
});

/**
 * What a phone sends: a sealed message and what is told beside it. Words in clear are not in it. What came later is
 * optional: an app that was installed long ago can still send.
 */
export const SealedFormSchema = v.object({
  key: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  message: v.object({
    messageId: v.pipe(v.string(), v.uuid(), v.regex(/^[0-9a-f-]+$/)),
    keys: v.object({
      kid: base64Url(1, 64),
      forAuthority: base64Url(50, 400),
      forReceipt: base64Url(50, 400),
    }),
    verifier: base64Url(43, 43),
    sealed: base64Url(50, SEALED_MAX),
    parts: v.optional(v.nullable(base64Url(50, PARTS_MAX)), null),
    pieces: v.optional(
      v.pipe(
        v.array(PieceSchema),
        v.maxLength(PIECES_MAX),
        v.check((pieces) => new Set(pieces.map(({ name }) => name)).size === pieces.length),
      ),
      [],
    ),
  }),
  /** Whose message it is, where its sender is signed in and wants it with theirs; and its data key, for them. */
  as: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
  forPerson: v.optional(v.nullable(base64Url(50, 400)), null),
  about: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  mood: v.optional(v.pipe(v.string(), v.maxLength(20)), ''),
  answer: v.optional(v.pipe(v.string(), v.maxLength(20)), 'yes'),
  ageBand: v.optional(v.pipe(v.string(), v.maxLength(20)), ''),
  area: v.optional(v.pipe(v.string(), v.maxLength(20)), ''),
});

/** What a phone is told when its message is in. */
export interface SealedAnswer {
  /** SHA-256 of the very bytes that were sent, in base64url: the phone lets go only when it is its own. */
  hash: string;
  receivedAt: string;
  /** The same instant, and the day of the first step, in the reader's language. */
  at: string;
  due: string;
}
