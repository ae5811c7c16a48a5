import type { Page } from '@playwright/test';
import { newId } from '../../src/lib/platform/ids.ts';
import { endedPeriods, parsePeriod, periodName, quartersIn } from '../../src/lib/platform/period.ts';
import { deskOf, enter, follow, press } from './desk-of.ts';
import { expect, test, type Theatre } from './stage.ts';

const [period] = endedPeriods(new Date(), 1, 'half-year');
if (!period) throw new Error('A half-year should have ended.');

/** What a half-year of releases leaves behind: points, and the voices they were frozen with. */
async function addReleased({ database: { db } }: Theatre): Promise<void> {
  const themes = await db
    .selectFrom('themes')
    .select('theme_id')
    .where('authority_id', '=', 'manchester')
    .orderBy('position')
    .execute();
  for (const quarter of quartersIn(period!))
    for (const [place, { theme_id }] of themes.entries())
      for (let number = 0; number < 3; number += 1) {
        const [point_id, voices] = [newId(), 9 + 4 * number - place];
        const own = { authority_id: 'manchester', point_id, theme_id };
        const released_at = `${parsePeriod(quarter)?.from}T12:00:00.000Z`;
        await db
          .insertInto('points')
          .values({
            ...own,
            text: `Young people said thing ${number + 1} about ${theme_id}, and said it in words that are long enough to fill a line or two of paper.`,
            state: 'released',
            voices,
            drafted_by: 'a',
            drafted_at: released_at,
            released_by: 'b',
            released_at,
            return_reason: null,
            version: 2,
          })
          .execute();
        const rows = Array.from({ length: voices }, (_, voice) => ({
          ...own,
          period: quarter,
          voice: newId(),
          known: 0,
          channel: 'receipt',
          language: 'en',
          age_band: '',
          area: voice % 3 === 0 ? 'elsewhere' : 'in-area',
        }));
        await db.insertInto('point_voices').values(rows).execute();
      }
}

/** A4 with a margin of 15 mm, in CSS pixels. */
const PAPER = { width: 680, height: 1_009 };
const MARGIN = '15mm';

/** Prints a page as the browser does, and says how many sheets it takes and how much is on the emptiest. */
async function print(page: Page): Promise<{ pages: number; least: number; needed: number; wide: number }> {
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN };
  const pdf = (await page.pdf({ format: 'A4', margin })).toString('latin1');
  const contents = [...pdf.matchAll(/\/Type \/Page\b(?!s)[^]*?\/Contents (\d+) 0 R/g)].map(([, id]) => id);
  const sizes = contents.map((id) =>
    Number(new RegExp(`\\n${id} 0 obj\\n<<[^]*?/Length (\\d+)`).exec(pdf)?.[1]),
  );
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  const { height, wide } = await page.evaluate(() => ({
    height: document.body.scrollHeight,
    wide: document.documentElement.scrollWidth,
  }));
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 360, height: 760 });
  return {
    pages: contents.length,
    least: Math.min(...sizes),
    needed: Math.ceil(height / PAPER.height),
    wide,
  };
}

test('a half-year becomes a summary that the Council comments on, signs off and takes away', async ({
  browser,
  theatre,
}) => {
  await addReleased(theatre);
  const worker = await deskOf(browser, theatre, 'participation-worker');
  const council = await deskOf(browser, theatre, 'council-member');
  const second = await deskOf(browser, theatre, 'council-member', 1);
  const owner = await deskOf(browser, theatre, 'decision-owner');

  await test.step('the worker says how many young people there are, and makes the draft', async () => {
    await enter(worker.page, 'Summaries');
    await follow(worker.page, 'How many young people there are');
    const area = worker.page.locator('section', { hasText: 'Where they live' });
    await area.getByLabel('In our area').fill('900');
    await area.getByLabel('Somewhere else').fill('300');
    await area.getByLabel('Counted on').fill('2026-03-31');
    await area.getByLabel('Where the numbers come from').fill('A made-up return');
    await area.getByRole('button', { name: 'Save' }).click();
    await expect(worker.page.getByText('Saved.')).toBeVisible();
    await follow(worker.page, 'Back to summaries');
    await worker.page.getByLabel('Report').selectOption(`council.${period!.id}`);
    await worker.page.getByLabel('Where they live').check();
    await press(worker.page, 'Make the draft');
    await expect(worker.page.getByRole('heading', { level: 1 })).toContainText(periodName(period!));
  });
  const address = worker.page.url();

  await test.step('a draft is there for those who comment on it, and for nobody else', async () => {
    expect((await owner.page.goto(address))?.status()).toBe(404);
    owner.faults.length = 0;
    await council.page.goto(address);
    await follow(council.page, 'Comment on it');
    await council.page.getByLabel('Your comment').fill('Say first what was done.');
    await press(council.page, 'Add it');
    await expect(council.page.getByText('Say first what was done.')).toBeVisible();
  });

  await test.step('two people of the Council sign it off', async () => {
    for (const [{ page }, left] of [
      [council, 'One more person of the Council has to.'],
      [second, 'and published on'],
    ] as const) {
      await page.goto(address);
      await follow(page, 'Sign it off');
      await press(page, 'Sign it off');
      await expect(page.getByText(left)).toBeVisible();
    }
    await expect(second.page.getByRole('link', { name: 'Sign it off' })).toHaveCount(0);
  });

  await test.step('it is corrected by a note, read on a phone, and printed, in large print too', async () => {
    await worker.page.goto(address);
    await follow(worker.page, 'Correct it by a note');
    await worker.page.getByLabel('The note').fill('One point belongs to another theme.');
    await press(worker.page, 'Add the note');
    await expect(worker.page.locator('[data-correction]')).toContainText(
      'One point belongs to another theme.',
    );
    const width = await worker.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await expect(worker.page.getByRole('img', { name: /Who is heard/ })).toBeVisible();
    const usual = await print(worker.page);
    await follow(worker.page, 'Large print');
    await expect(worker.page.locator('article')).toHaveAttribute('data-print', 'large');
    const large = await print(worker.page);
    for (const sheets of [usual, large]) {
      expect(sheets.wide).toBeLessThanOrEqual(PAPER.width);
      expect(sheets.least).toBeGreaterThan(400);
      // As many as what is on it needs, and what must not be cut in two may push on to one or two more.
      expect(sheets.pages).toBeGreaterThanOrEqual(sheets.needed);
      expect(sheets.pages).toBeLessThanOrEqual(sheets.needed + 2);
    }
    expect(large.pages).toBeGreaterThan(usual.pages);
  });

  await test.step('it is heard, and taken away as files', async () => {
    await follow(worker.page, 'To hear');
    await expect(worker.page.locator('table')).toHaveCount(0);
    await expect(worker.page.getByRole('heading', { name: 'How many' })).toBeVisible();
    const hasVoice = await worker.page.evaluate(() => 'speechSynthesis' in window);
    if (hasVoice) {
      await press(worker.page, 'Read it aloud');
      await press(worker.page, 'Stop');
      await expect(worker.page.getByRole('button', { name: 'Read it aloud' })).toBeVisible();
    } else await expect(worker.page.getByText('A screen reader reads it to you.')).toBeVisible();
    await worker.page.goto(address);
    const download = worker.page.waitForEvent('download');
    await follow(worker.page, 'For a spreadsheet (CSV)');
    expect((await download).suggestedFilename()).toBe(`manchester-council-${period!.id}.csv`);
  });

  for (const desk of [worker, council, second, owner]) {
    expect(desk.faults).toEqual([]);
    await desk.page.context().close();
  }
});
