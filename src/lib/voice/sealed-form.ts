import * as v from 'valibot';

const base64Url = (min: number, max: number) =>
  v.pipe(v.string(), v.minLength(min), v.maxLength(max), v.regex(/^[\w-]+(\.[\w-]+)*$/));

/** The most that sealed words take: WORDS_MAX characters of at most four bytes fill a bucket of 16 kB, in base64url. */
const SEALED_MAX = 22_000;

/** What a phone sends: a sealed message and what is told beside it. Words in clear are not in it. */
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
  }),
  about: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  mood: v.optional(v.pipe(v.string(), v.maxLength(20)), ''),
  answer: v.optional(v.pipe(v.string(), v.maxLength(20)), 'yes'),
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
