import { expect, test } from './stage.ts';

const langs = ['en', 'ar'] as const;

for (const lang of langs) {
  test(`a theme and a promise fit a phone in ${lang}; the council and young people are given the same room`, async ({
    page,
  }) => {
    for (const path of ['/manchester/LANG/promise/theme/care', '/warrington/LANG/promise/theme/principles']) {
      await page.goto(path.replace('LANG', lang));
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
      const shorts = page.locator('.promises a').first().locator('.in-short > span');
      await expect(shorts).toHaveCount(2);
    }
    await page.goto(`/manchester/${lang}/promise/listen`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    const [council, young] = await page.locator('.side').all();
    const [one, other] = [await council?.boundingBox(), await young?.boundingBox()];
    expect([one?.width, one?.height, one?.y]).toEqual([other?.width, other?.height, other?.y]);
    for (const button of await page.locator('.answers button').all()) {
      const fits = await button.evaluate(
        (element) => element.scrollWidth <= element.clientWidth && element.clientHeight >= 44,
      );
      expect(fits).toBe(true);
    }
  });
}

test('a link to a theme on the page of all themes still leads there', async ({ page }) => {
  await page.goto('/manchester/en/promise#grow');
  await expect(page.locator('#grow a')).toBeInViewport();
  await page.locator('#grow a').click();
  await expect(page.locator('h1')).toHaveText('Help you grow');
  await page.locator('.crumb a').click();
  await expect(page.locator('#grow a')).toBeInViewport();
});

test('one tap answers, another changes it, and the same phone counts once', async ({ page, theatre }) => {
  const { db } = theatre.database;
  const stored = () =>
    db
      .selectFrom('kept_answers')
      .select(['commitment_id', 'answer', 'respondent'])
      .where('authority_id', '=', 'cheshire-east')
      .execute();
  await page.goto('/cheshire-east/en/promise/believe');
  const address = page.url();
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.locator('[data-on="thanks"]')).toBeVisible();
  await page.getByRole('button', { name: 'Sometimes' }).click();
  await expect(page.locator('.answers [aria-pressed="true"]')).toHaveText('Sometimes');
  expect(page.url()).toBe(address);
  await page.reload();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.locator('[data-on="thanks"]')).toBeVisible();
  expect((await stored()).map(({ answer }) => answer)).toEqual(['no']);
  await page.goto('/cheshire-east/en/promise/identity');
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.locator('[data-on="thanks"]')).toBeVisible();
  const token = await page.evaluate(() => localStorage.getItem('kept-for-you'));
  const rows = await stored();
  expect(new Set(rows.map(({ respondent }) => respondent)).size).toBe(2);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('with no signal the page says that the answer was not sent, and takes it when there is signal', async ({
  page,
  context,
  faults,
}) => {
  await page.goto('/warrington/en');
  await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
  await context.setOffline(true);
  await page.goto('/warrington/en/promise/theme/safe');
  await page.locator('.promises a').first().click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText('Your answer was not sent. Tap again when you have signal.')).toBeVisible();
  await expect(page.locator('.answers [aria-pressed]')).toHaveCount(0);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.locator('[data-on="thanks"]')).toBeVisible();
  const others = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
  faults.splice(0, faults.length, ...others);
});

test('the desk says how a promise stands, and a second editor sees both texts', async ({
  page,
  browser,
  theatre,
}) => {
  const openDesk = async (role: 'editor' | 'decision-owner') => {
    const context = await browser.newContext({ baseURL: theatre.server.origin });
    await theatre.signIn(context, role);
    const desk = await context.newPage();
    await desk.goto('/manchester/desk');
    await desk.getByRole('link', { name: 'Standings' }).click();
    await desk.locator('.queue a[href$="/citizenship"]').click();
    await desk.getByLabel('Not yet').check();
    await desk.getByLabel('By when').fill('2030-01-31');
    return desk;
  };
  const [one, other] = [await openDesk('editor'), await openDesk('decision-owner')];
  await one.getByLabel('Why, in English').fill('We are looking for a place to meet.');
  await one.getByRole('button', { name: 'Save' }).click();
  await expect(one.getByText('We are looking for a place to meet.')).toBeVisible();
  await other.getByLabel('Why, in English').fill('There is no money yet.');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Somebody changed this while you were writing')).toBeVisible();
  await expect(other.getByRole('alert')).toContainText('We are looking for a place to meet.');
  await expect(other.getByLabel('Why, in English')).toHaveValue('There is no money yet.');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('There is no money yet.')).toBeVisible();
  await page.goto('/manchester/en/promise/citizenship');
  await expect(page.locator('[data-why]')).toHaveText('There is no money yet.');
  await page.locator('#history summary').click();
  await expect(page.locator('#history')).toContainText('We are looking for a place to meet.');
  await one.context().close();
  await other.context().close();
});
