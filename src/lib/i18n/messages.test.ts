import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isLang, type Lang } from './languages.ts';
import { pluralForms } from './plurals.ts';
import { messages, translator, type MessageKey } from './translator.ts';

const FOLDER = new URL('messages/', import.meta.url);
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Messages by key, `section.name`. */
type Flat = Record<string, string>;

function flatten(tree: unknown, path = ''): Flat {
  if (typeof tree === 'string') return { [path]: tree };
  if (typeof tree !== 'object' || tree === null) throw new Error(`${path} is neither text nor a section.`);
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) => flatten(value, path === '' ? key : `${path}.${key}`)),
  ) as Flat;
}

const files = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));
const read = (lang: string) =>
  flatten(JSON.parse(readFileSync(new URL(`${lang}.json`, FOLDER), 'utf8')) as unknown);

const english = read('en');
const counted = [...new Set(Object.keys(english).filter((key) => PLURAL.test(key)))].map((key) =>
  key.replace(PLURAL, ''),
);

/** The keys a language should have: those of the English, with its own plural forms. */
function keysFor(lang: Lang): string[] {
  const plain = Object.keys(english).filter((key) => !PLURAL.test(key));
  const forms = counted.flatMap((stem) => pluralForms(lang).map((form) => `${stem}_${form}`));
  return [...new Set([...plain, ...forms])].sort();
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const englishFor = (key: string) => english[key] ?? english[key.replace(PLURAL, '_other')] ?? '';

test('every language the program speaks is in the registry and has a file, and no file is left over', () => {
  expect(files.every(isLang)).toBe(true);
  expect(Object.keys(messages).sort()).toEqual([...files].sort());
});

test('the English counts something, so that plural forms are looked at', () => {
  expect(counted.length).toBeGreaterThan(0);
});

describe.each(files.filter(isLang))('%s', (lang) => {
  const own = read(lang);

  test('has every key of the English, every plural form of its own, and nothing else', () => {
    expect(Object.keys(own).sort()).toEqual(keysFor(lang));
  });

  test('has the placeholders of the English in every message and every form', () => {
    const other = Object.entries(own).filter(
      ([key, text]) => placeholders(text).join() !== placeholders(englishFor(key)).join(),
    );
    expect(other).toEqual([]);
  });

  test('has no empty message', () => {
    expect(Object.entries(own).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('has no space at either end', () => {
    expect(Object.entries(own).filter(([, text]) => text !== text.trim())).toEqual([]);
  });

  test('has no braces that are not a placeholder', () => {
    const stray = Object.entries(own).filter(([, text]) => /[{}]/.test(text.replace(/\{\{\w+\}\}/g, '')));
    expect(stray).toEqual([]);
  });

  test('has no markup', () => {
    expect(Object.entries(own).filter(([, text]) => /<[a-z/]|&[a-z]+;/i.test(text))).toEqual([]);
  });

  test('refers to no other message', () => {
    expect(Object.entries(own).filter(([, text]) => text.includes('$t('))).toEqual([]);
  });

  test('shows what is filled in as it is, neither escaped nor read as a pattern', () => {
    expect(translator(lang)('help.call', { number: '<b>& {{x}}' })).toContain('<b>& {{x}}');
  });
});

test('a language without messages yet is answered in English', () => {
  expect(translator('cy')('app.name')).toBe(english['app.name']);
});

test('two languages side by side do not change each other', () => {
  const [inEnglish, inArabic] = [translator('en'), translator('ar')];
  const key: MessageKey = 'say.title';
  expect([inEnglish(key), inArabic(key), inEnglish(key)]).toEqual([
    english[key],
    read('ar')[key],
    english[key],
  ]);
});

test.each<[number, string]>([
  [0, 'لا أشياء (0)'],
  [1, 'شيء واحد (1)'],
  [2, 'شيئان (2)'],
  [5, '5 أشياء'],
  [11, '11 شيئاً'],
  [100, '100 شيء'],
])('%d things are said in their own form in Arabic', (count, shown) => {
  expect(translator('ar')('offer.count', { count })).toBe(shown);
});
