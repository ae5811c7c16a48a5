import type { Typed } from '../platform/forms.ts';

/** A number where that is what was typed, nothing where nothing was, and otherwise what was typed, for the gate. */
export function numberTyped(typed: string | undefined): number | string | null {
  const text = (typed ?? '').trim();
  if (text === '') return null;
  const plain = text.replace(/^£\s*/, '').replace(/(?<=\d),(?=\d{3}\b)/g, '');
  return /^-?\d{1,9}(\.\d{1,2})?$/.test(plain) ? Number(plain) : text;
}

/** Text without spaces around it; null where there is none. */
export function textOrNull(typed: string | undefined): string | null {
  return (typed ?? '').trim() || null;
}

/** Facts as the fields of a form, by path: `facts.source.title`. Lists of words stand apart by spaces. */
export function flatten(value: unknown, name: string): Typed {
  if (value === null || value === undefined || value === false) return { [name]: '' };
  if (value === true) return { [name]: 'yes' };
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return { [name]: value.join(' ') };
  if (typeof value !== 'object') return { [name]: String(value) };
  return Object.assign({}, ...Object.entries(value).map(([key, one]) => flatten(one, `${name}.${key}`)));
}
