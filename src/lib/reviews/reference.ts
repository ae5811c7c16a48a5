import { referenceFault } from '../identity/nickname.ts';

/** Four letters in a row, or three small ones: more than the beginning of a number has, and what a name is made of. */
const LIKE_A_NAME = /\p{L}{4}|\p{Ll}{3}/u;
/** Numbers that a case system gives are long; a birthday written small has six digits and begins with its day. */
const SMALL_BIRTHDAY = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d$/;

/**
 * Why an authority's own reference cannot be taken, in words; null where it can. Nothing that names a child or tells a
 * birthday may come in here: this service would then hold who said what.
 */
export function reviewReferenceFault(reference: string): string | null {
  if (reference === '') return 'Give the reference that your case system has for them.';
  if (/@/.test(reference))
    return 'That looks like an e-mail address. Use the number your case system has for them.';
  if (/^\p{L}+(?:[\s.'’-]+\p{L}+)+$/u.test(reference))
    return 'That looks like a name. Use the number your case system has for them: no name is kept here.';
  if (
    /\d{1,4}[\s./-]+(?:\d{1,2}|\p{L}{3,})[\s./-]+\d{1,4}/u.test(reference) ||
    SMALL_BIRTHDAY.test(reference)
  )
    return 'That looks like a date. Use the number your case system has for them: no birthday is kept here. If it is that number, put a letter before it.';
  const fault = referenceFault(reference);
  if (fault) return fault;
  return LIKE_A_NAME.test(reference)
    ? 'That looks like a name with a number. Use the number your case system has for them: no name is kept here.'
    : null;
}
