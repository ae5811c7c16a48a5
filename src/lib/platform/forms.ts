/** What was typed in each field of a form, by field name; what was ticked under one name stands apart by spaces. */
export type Typed = Record<string, string>;

/** Why a field cannot be taken, by field name: a message key. */
export type Faults<Key extends string = string> = Record<string, Key>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Text as it may be stored: lone surrogates and NUL become U+FFFD, line ends become `\n`.
 * Nothing else is changed: what a young person typed stays as typed.
 */
export function wellFormed(text: string): string {
  // Not `toWellFormed`: phones that are some years old do not have it.
  return decoder.decode(encoder.encode(text)).replaceAll('\0', '\uFFFD').replaceAll('\r\n', '\n');
}

/** The text fields of a posted form. */
export function typedFrom(form: FormData): Typed {
  // Once through: asking the form for each name anew takes seconds for the thousands of names a post may hold.
  const texts = new Map<string, Set<string>>();
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue;
    const known = texts.get(name) ?? new Set();
    texts.set(name, known.add(wellFormed(value)));
  }
  const typed: Typed = {};
  for (const [name, values] of texts) typed[name] = [...values].join(' ');
  return typed;
}

/** A whole number from a form, or 0 where it is none: no row has version 0. */
export function wholeNumber(typed: string | undefined): number {
  return /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : 0;
}

/** The ids ticked under one name, each once. */
export function idsIn(typed: string | undefined): string[] {
  return [...new Set((typed ?? '').split(' ').filter(Boolean))];
}
