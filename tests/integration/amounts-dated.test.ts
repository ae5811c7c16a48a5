import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from '../../src/lib/content/files.server.ts';
import { formatDay } from '../../src/lib/i18n/dates.ts';
import { spokenLangs } from '../../src/lib/i18n/translator.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

const authorities = await readAuthorities();
const offers = [(await readNational()).offer, ...authorities.map(({ offer }) => offer)].flat();
const days = [...new Set(offers.map(({ checkedOn }) => checkedOn))];

const textOf = (page: string) =>
  page
    .replace(/<(script|style)\b[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');

/** How far a date may be from its amount: no further than a range and its period are long. */
const NEAR = 80;

/** Amounts in a page's text that no date of checking comes right after. */
function undated(text: string, dates: string[]): string[] {
  return [...text.matchAll(/£/g)]
    .map(({ index }) => text.slice(index, index + NEAR))
    .filter((amount) => !dates.some((date) => amount.includes(date)));
}

const cases = authorities.flatMap(({ settings }) => spokenLangs.map((lang) => ({ id: settings.id, lang })));

describe('no public page shows an amount without the day it was checked', () => {
  test.each(cases)('of $id in $lang', async ({ id, lang }) => {
    const answer = await fetch(`${server.origin}/${id}/${lang}/kept/pages.json`);
    const { pages } = (await answer.json()) as { pages: Record<string, string> };
    const texts = Object.entries(pages).map(([path, page]) => [path, textOf(page)] as const);
    const withAmounts = texts.filter(([, text]) => text.includes('£')).map(([path]) => path);
    expect(withAmounts).toContain(`/${id}/${lang}/offer/need/money`);
    expect(withAmounts).toContain(`/${id}/${lang}/offer/setting-up-home-allowance`);
    const dates = days.map((day) => formatDay(lang, day));
    const faults = texts.flatMap(([path, text]) => undated(text, dates).map((found) => `${path}: ${found}`));
    expect(faults).toEqual([]);
  });

  test('and one that did would be found', () => {
    const dates = ['22 November 2026'];
    expect(undated('At least £3,000 one time, checked 22 November 2026', dates)).toEqual([]);
    expect(undated('£50 one time', dates)).toEqual(['£50 one time']);
    expect(undated(`£50 ${'and so on '.repeat(10)}22 November 2026`, dates)).toHaveLength(1);
  });
});
