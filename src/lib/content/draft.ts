import type { Lang } from '../i18n/languages.ts';
import type { Typed } from '../platform/forms.ts';
import type { Kind } from './kind.ts';
import type { Body, Fault, Fields } from './piece.ts';

/** A body as the desk's form has it: `facts.…` and `<lang>.<field>`. */
export function bodyToTyped(kind: Kind, body: Body | null): Typed {
  const typed = body ? kind.form.toTyped(body.facts) : {};
  delete typed['facts.id'];
  for (const [lang, fields] of Object.entries(body?.words ?? {})) {
    for (const { name } of kind.words) typed[`${lang}.${name}`] = fields[name] ?? '';
  }
  return typed;
}

function wordsTyped(kind: Kind, typed: Typed, lang: Lang): Fields | null {
  const fields: Fields = {};
  for (const { name, englishOnly } of kind.words)
    if (lang === 'en' || !englishOnly) fields[name] = (typed[`${lang}.${name}`] ?? '').trim();
  return lang === 'en' || Object.values(fields).some((text) => text !== '') ? fields : null;
}

/** What was typed as a body, right or wrong. A language in which nothing is written is not there. */
export function typedToBody(
  kind: Kind,
  id: string,
  typed: Typed,
  langs: readonly Lang[],
  madeFrom: Body['madeFrom'],
): Body {
  const words: Body['words'] = {};
  for (const lang of langs) {
    const fields = wordsTyped(kind, typed, lang);
    if (fields) words[lang] = fields;
  }
  return { facts: kind.form.fromTyped(typed, id), words, madeFrom };
}

/** Where two forms say different things, by field name, in the order of the first. */
export function differing(mine: Typed, theirs: Typed): string[] {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names.filter((name) => (mine[name] ?? '').trim() !== (theirs[name] ?? '').trim());
}

/** The control that a fault belongs to: the one of its path, or the first inside it. */
export function faultsByField(faults: readonly Fault[], names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of faults) {
    const name = (path[0] === 'words' ? path.slice(1) : path).join('.');
    const inside = names.filter((one) => name.startsWith(`${one}.`)).sort((a, b) => b.length - a.length);
    const field = names.includes(name)
      ? name
      : (names.find((one) => one.startsWith(`${name}.`)) ?? inside[0] ?? name);
    found[field] = found[field] ? `${found[field]} ${message}` : message;
  }
  return found;
}

/** The languages a piece is edited in: those on offer, and any it already has. */
export function langsOf(offered: readonly Lang[], body: Body | null): Lang[] {
  return [...new Set([...offered, ...(Object.keys(body?.words ?? {}) as Lang[])])];
}
