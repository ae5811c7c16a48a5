import { wellFormed } from '../platform/forms.ts';

const NICKNAME_MIN = 2;
export const NICKNAME_MAX = 30;

export type NicknameFault =
  | 'signIn.nickname.tooShort'
  | 'signIn.nickname.tooLong'
  | 'signIn.nickname.signs'
  | 'signIn.nickname.reachable'
  | 'signIn.nickname.taken';

/** A nickname as it is kept and shown. */
export function tidyNickname(typed: string): string {
  return wellFormed(typed).normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** A nickname as it is compared: nobody can look like somebody else by a capital, a space or a dot. */
export function foldNickname(nickname: string): string {
  return nickname
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._'’-]/gu, '');
}

/** Letters of any script, digits, faces and hearts, and what stands between names. */
const ALLOWED = /^[\p{L}\p{M}\p{N}\p{Emoji_Presentation}\u{FE0F} ._'’-]+$/u;
const EMAIL = /\S+@\S+/u;
const PHONE_DIGITS = 7;

/** Why a nickname cannot be had, but for being taken. It may not be a way to reach somebody. */
export function nicknameFault(nickname: string): NicknameFault | null {
  const length = [...nickname].length;
  if (EMAIL.test(nickname)) return 'signIn.nickname.reachable';
  if ((nickname.match(/\p{Nd}/gu) ?? []).length >= PHONE_DIGITS) return 'signIn.nickname.reachable';
  if (length > NICKNAME_MAX) return 'signIn.nickname.tooLong';
  if (length < NICKNAME_MIN || foldNickname(nickname) === '') return 'signIn.nickname.tooShort';
  return ALLOWED.test(nickname) ? null : 'signIn.nickname.signs';
}

const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N}/-]{1,15}$/u;

/**
 * Whether a worker's own word for a young person can be taken: short, in one piece, with a digit in it and no more
 * than a date would have, so that no name or birthday comes in by habit.
 */
export function referenceFault(reference: string): string | null {
  if (!REFERENCE.test(reference)) return 'Use 2 to 16 letters, digits, dashes or strokes, without spaces.';
  if (!/\p{Nd}/u.test(reference)) return 'Put a digit in it: a number of your own, never a name.';
  const date =
    /^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$|^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$|^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
  return date.test(reference) ? 'That looks like a date. Use a number of your own, never a birthday.' : null;
}
