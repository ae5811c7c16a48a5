/** What was typed in each field of a form, by field name; files and repeated names are left out. */
export type Typed = Record<string, string>;

/** Why a field cannot be taken, by field name: a message key. */
export type Faults<Key extends string = string> = Record<string, Key>;

/**
 * Text as it may be stored: lone surrogates and NUL become U+FFFD, line ends become `\n`.
 * Nothing else is changed: what a young person typed stays as typed.
 */
export function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll('\r\n', '\n');
}

/** The text fields of a posted form. */
export function typedFrom(form: FormData): Typed {
  const typed: Typed = {};
  for (const [name, value] of form) if (typeof value === 'string') typed[name] = wellFormed(value);
  return typed;
}

/** A whole number from a form, or 0 where it is none: no row has version 0. */
export function wholeNumber(typed: string | undefined): number {
  return /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : 0;
}
