import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translator } from '$lib/i18n/translator.ts';
import { isOwnPage, titleOf } from './page-title.ts';

const FOLDER = new URL('./', import.meta.url);
const files = readdirSync(FOLDER, { recursive: true }).map(String);
const pages = files.filter((file) => file.endsWith('+page.svelte'));
const addresses = pages.map((file) => `/${file}`.replace(/\/\+page\.svelte$/, ''));
const t = translator('en');

test('every page but the installed app’s first has a title of its place', () => {
  const without = addresses.filter((address) => address !== '/start' && titleOf(address) === null);
  expect(addresses.length).toBeGreaterThan(20);
  expect(without).toEqual([]);
});

test('no title tells whom the page is for, or what was done on it', () => {
  const telling =
    /council|care|danger|receipt|help|safe|social|advoc|review|abuse|message|complain|promise to|manchester/i;
  const titles = addresses.flatMap((address) => titleOf(address) ?? []).map((key) => t(key));
  expect(titles.filter((title) => telling.test(title))).toEqual([]);
  expect(titles.filter((title) => title.length < 3)).toEqual([]);
});

test('no page says a title of its own', () => {
  const svelte = files.filter((file) => file.endsWith('.svelte') && file !== '+layout.svelte');
  const own = svelte.filter((file) =>
    readFileSync(new URL(encodeURI(file), FOLDER), 'utf8').includes('<title'),
  );
  expect(own).toEqual([]);
});

test('a page within a place has the title of that place, the nearest one', () => {
  expect(titleOf('/offer/some-thing')).toBe('leave.titles.offer');
  expect(titleOf('/offer/check')).toBe('leave.titles.check');
  expect(titleOf('/offering')).toBeNull();
  expect(titleOf('')).toBe('leave.titles.home');
});

test('pages where words, answers or receipts stand are somebody’s own', () => {
  for (const here of [
    '/say',
    '/say/receipt',
    '/say/receipt/reply',
    '/me',
    '/offer/check',
    '/review/8-12',
    '/review/after',
  ])
    expect(isOwnPage(here), here).toBe(true);
  for (const here of [
    '',
    '/promise',
    '/promise/listen',
    '/saying',
    '/help',
    '/offer',
    '/review',
    '/review/about',
  ])
    expect(isOwnPage(here), here).toBe(false);
  expect(isOwnPage('/promise/listen/kept-for-you')).toBe(true);
});
