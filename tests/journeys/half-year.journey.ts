import type { BrowserContext, Page } from '@playwright/test';
import { sql } from 'kysely';
import { readCast, type Cast } from '../../src/commands/cast-file.ts';
import { playCast } from '../../src/commands/play-cast.ts';
import { endedPeriods, periodName, quartersIn } from '../../src/lib/platform/period.ts';
import { showReceipt, type ReceiptNumber } from '../../src/lib/voice/receipt.ts';
import { testRing } from '../support/ring.ts';
import { deskOf, enter, follow, press } from './desk-of.ts';
import { PAPER, print } from './pdf.ts';
import { expect, test, type Theatre } from './stage.ts';

const [period] = endedPeriods(new Date(), 1, 'half-year');
if (!period) throw new Error('A half-year should have ended.');

/** Five words in a row: nobody says the same five by chance. */
const WINDOW = 5;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

const windowsOf = (text: string): string[] => {
  const words = wordsOf(text);
  return Array.from({ length: Math.max(0, words.length - WINDOW + 1) }, (_, from) =>
    words.slice(from, from + WINDOW).join(' '),
  );
};

/** Everything a browser is sent from now on, as one text. */
function listen(context: BrowserContext): () => Promise<string> {
  const received: Promise<string>[] = [];
  context.on('response', (response) => {
    const isText = /text|json|xml/.test(response.headers()['content-type'] ?? '');
    const isStream = response.url().endsWith('/desk/live');
    if (isText && !isStream) received.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(received)).join('\n');
}

/** Goes everywhere somebody may go from the desk: every room, and what it lists first. */
async function walk(page: Page): Promise<void> {
  await page.goto('/manchester/desk');
  const rooms = await page
    .locator('.desk-nav a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  for (const room of rooms) {
    await page.goto(room);
    const items = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    for (const item of [...new Set(items)]
      .filter((one) => one.startsWith(room) && !/\.(csv|json)$/.test(one))
      .slice(0, 6))
      await page.goto(item);
  }
}

/** The figures by theme, worked out in plain SQL: a young person counts once a theme and quarter. */
async function countedInSql({ database: { db } }: Theatre): Promise<Map<string, number>> {
  const quarters = sql.join(quartersIn(period!));
  const { rows } = await sql<{ theme_id: string; voices: number | string }>`
    select theme_id, count(distinct period || voice) as voices from point_voices
    where authority_id = 'manchester' and period in (${quarters}) group by theme_id`.execute(db);
  return new Map(rows.map(({ theme_id, voices }) => [theme_id, Number(voices)]));
}

const toFive = (count: number) => Math.round(count / 5) * 5;

/** Comes back with a receipt, as its sender does, and says whether it is right. */
async function checkBack(page: Page, receipt: ReceiptNumber, answer: 'yes' | 'no'): Promise<void> {
  const asked = page.locator(`button[name="answer"][value="${answer}"]`);
  // A line reaches its thread within a minute, whatever was cut off before: whoever comes again finds it.
  await expect(async () => {
    await page.goto('/manchester/en/say/receipt');
    await page.locator('#receipt').fill(showReceipt(receipt).digits.join(' '));
    await page.locator('form[action$="/say/receipt"] button').click();
    await expect(asked).toBeVisible();
  }).toPass({ timeout: 90_000 });
  await asked.click();
  await expect(page.locator('.panel.good')).toBeVisible();
}

/** The story of the half-year that has ended: what came after it is left out, so that its desk is empty. */
function ofTheHalfYear(cast: Cast): Cast {
  const messages = cast.messages.filter(({ quarter }) => quarter !== 0);
  const known = new Set(messages.map(({ point }) => point));
  return { ...cast, messages, points: cast.points.filter(({ key }) => known.has(key)), events: [] };
}

test('six months of messages become a signed-off half-year, and two decisions are found right and not right', async ({
  page,
  browser,
  theatre,
}) => {
  test.setTimeout(300_000);
  await theatre.emptyDesk();
  const cast = ofTheHalfYear(await readCast('manchester'));
  const stage = { db: theatre.database.db, ring: testRing, now: new Date() };
  const sent = await playCast(stage, 'manchester', cast, theatre.ids);
  const receiptOf = (key: string): ReceiptNumber => sent.get(key)!.receipt;
  const why = 'Our wifi is still too slow for films in the evening.';

  const duty = await deskOf(browser, theatre, 'safeguarding-duty');
  const worker = await deskOf(browser, theatre, 'participation-worker');
  const council = await deskOf(browser, theatre, 'council-member');
  const second = await deskOf(browser, theatre, 'council-member', 1);
  const owner = await deskOf(browser, theatre, 'decision-owner');
  const others = await Promise.all(
    (['service-lead', 'advocate', 'editor', 'administrator', 'auditor', 'worker'] as const).map((role) =>
      deskOf(browser, theatre, role),
    ),
  );
  const outside = [council, second, owner, ...others];
  const received = outside.map(({ page: theirs }) => listen(theirs.context()));

  await test.step('the owner publishes what was done, and one who said it says that it is right', async () => {
    await owner.page.goto('/manchester/desk/decisions');
    // By its words: other journeys of the same theatre may have left decisions that are due sooner.
    await owner.page.locator('.queue a', { hasText: 'told about moves' }).first().click();
    await follow(owner.page, 'Publish an answer');
    await owner.page.getByLabel('We did', { exact: true }).check();
    await owner.page.locator('[name="answer-en"]').fill('We tell you two weeks before a move now.');
    await press(owner.page, 'Publish it');
    await expect(owner.page.locator('[data-state="we-did"]')).toBeVisible();
    await checkBack(page, receiptOf('m039'), 'yes');
    await owner.page.reload();
    await expect(owner.page.locator('[data-check-back="no-no"]')).toBeVisible();
  });

  await test.step('another answer is not right: the reason is screened, accepted, and the decision is open again', async () => {
    await checkBack(page, receiptOf('m017'), 'no');
    await page.locator('#why').fill(why);
    await page.locator('[data-why-form] button').click();
    await expect(page.locator('.thread')).toContainText(why);
    await duty.page.goto('/manchester/desk/screening');
    await duty.page.locator('.queue a').first().click();
    await expect(duty.page.getByText(why)).toBeVisible();
    await press(duty.page, 'Pass on to moderation');
    await expect(duty.page.getByText('Nothing waits. Well done.')).toBeVisible();
    await worker.page.goto(`/manchester/desk/moderation/${sent.get('m017')!.messageId}`);
    await press(worker.page, 'It is a reason: look at the decision again');
    await owner.page.goto('/manchester/desk/decisions');
    await expect(owner.page.locator('.queue').first()).toContainText('wifi');
    await page.goto('/manchester/en/done/wifi-at-home');
    await expect(page.locator('main')).toContainText('looking at this again');
  });

  await test.step('the worker says how many young people there are, and makes the draft', async () => {
    await worker.page.goto('/manchester/desk');
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

  await test.step('the Council comments, and two of it sign it off', async () => {
    expect((await owner.page.goto(address))?.status()).toBe(404);
    owner.faults.length = 0;
    await council.page.goto(address);
    await follow(council.page, 'Comment on it');
    await council.page.getByLabel('Your comment').fill('Say first what was done.');
    await press(council.page, 'Add it');
    await expect(council.page.getByText('Say first what was done.')).toBeVisible();
    for (const [{ page: theirs }, left] of [
      [council, 'One more person of the Council has to.'],
      [second, 'and published on'],
    ] as const) {
      await theirs.goto(address);
      await follow(theirs, 'Sign it off');
      await press(theirs, 'Sign it off');
      await expect(theirs.getByText(left)).toBeVisible();
    }
    await expect(second.page.getByRole('link', { name: 'Sign it off' })).toHaveCount(0);
  });

  await test.step('its figures are what plain SQL counts, rounded, and the small ones hidden', async () => {
    const counted = await countedInSql(theatre);
    const answer = await council.page.request.get(`${address}.json`);
    const { total, themes } = (await answer.json()) as {
      total: number;
      themes: { themeId: string; shown: number | 'c' | 'withheld' }[];
    };
    expect(total).toBe(toFive([...counted.values()].reduce((sum, one) => sum + one, 0)));
    expect(themes.map(({ themeId }) => themeId).sort()).toEqual(
      expect.arrayContaining([...counted.keys()].sort()),
    );
    const told = themes.filter(({ shown }) => typeof shown === 'number');
    expect(told.length).toBeGreaterThan(1);
    for (const { themeId, shown } of told)
      expect([themeId, shown]).toEqual([themeId, toFive(counted.get(themeId) ?? 0)]);
    const small = [...counted].filter(([, count]) => count > 0 && count < 5).map(([themeId]) => themeId);
    expect(told.filter(({ themeId }) => small.includes(themeId))).toEqual([]);
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
    // Whether this machine has a voice is its own affair: here one begins, and goes on until it is stopped.
    await worker.page.addInitScript(() => {
      if ('speechSynthesis' in window) speechSynthesis.speak = () => undefined;
    });
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

  await test.step('nobody but its sender, screening and moderation was ever sent a raw word', async () => {
    for (const { page: theirs } of outside) await walk(theirs);
    const raw = new Set([why, ...cast.messages.map(({ words }) => words)].flatMap(windowsOf));
    for (const window of cast.messages.flatMap(({ reply }) => (reply ? windowsOf(reply) : [])))
      raw.add(window);
    // A point may put five words the same way by chance: what two people released is nobody's raw words.
    const written = [...cast.points.map(({ text }) => text), ...cast.decisions.map(({ said }) => said.en)];
    for (const window of written.flatMap(windowsOf)) raw.delete(window);
    expect(raw.size).toBeGreaterThan(500);
    for (const [place, answers] of received.entries()) {
      const text = await answers();
      expect(text.length).toBeGreaterThan(5_000);
      const leaked = new Set(windowsOf(text).filter((window) => raw.has(window)));
      expect([place, ...leaked]).toEqual([place]);
    }
    const screened = await duty.page.request.get(`/manchester/desk/screening/${sent.get('m017')!.messageId}`);
    expect(windowsOf(await screened.text()).some((window) => raw.has(window))).toBe(true);
  });

  for (const desk of [duty, worker, ...outside]) {
    expect(desk.faults).toEqual([]);
    await desk.page.context().close();
  }
});
