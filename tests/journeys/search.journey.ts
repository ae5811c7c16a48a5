import type { Page } from '@playwright/test';
import { expect, test } from './stage.ts';

const found = (page: Page) => page.locator('[data-found] a');
const shows = (page: Page, id: string) => page.locator(`[data-found] a[href$="/offer/${id}"]`);

/** Everything somebody types, letter by letter, as a phone does. */
const type = (page: Page, typed: string) => page.locator('#q').pressSequentially(typed);

test('six needs first, ten things or fewer on a screen, and nothing fetched to look through until it is wanted', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/manchester/en/offer');
  await expect(page.locator('[data-needs] a')).toHaveCount(6);
  expect(asked.filter((address) => address.endsWith('words.json'))).toEqual([]);
  expect(
    await page.locator('main a:visible, main input:visible, main button:visible').count(),
  ).toBeLessThanOrEqual(10);
  await page.locator('#people-rights a').click();
  await expect(page).toHaveURL(/\/offer\/need\/people-rights$/);
  const shown = await page.locator('.promises a:visible').count();
  expect(shown).toBeGreaterThan(3);
  expect(shown).toBeLessThanOrEqual(10);
  await page.locator('details summary').first().click();
  await expect(page.locator('details').first().locator('a').first()).toBeVisible();
  await page.locator('.crumb a').click();
  await expect(page).toHaveURL(/\/offer#people-rights$/);
  await expect(page.locator('#people-rights')).toBeInViewport();
});

test('looks while you type, forgives a slip, says how many, and sends what is typed nowhere', async ({
  page,
}) => {
  await page.goto('/warrington/en/offer');
  const asked: string[] = [];
  page.on('request', (request) =>
    asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
  );
  await type(page, 'passprot');
  await expect(shows(page, 'passport')).toBeVisible();
  await expect(page.locator('[role="status"] [data-count]')).toHaveText(`${await found(page).count()}`);
  await expect(page.locator('[data-needs]')).toBeHidden();
  await page.locator('#q').press('Enter');
  await expect(page).toHaveURL(/\/warrington\/en\/offer$/);
  expect(asked.filter((one) => /pass|POST/.test(one))).toEqual([]);
  expect(asked.some((one) => one.includes('/offer/words.json'))).toBe(true);

  await page.locator('#q').fill('xqzvwk');
  await expect(page.locator('[data-on="none"]')).toBeVisible();
  await expect(page.locator('[data-on="none"] a[href$="/help"]')).toBeVisible();
  await expect(page.locator('[data-on="none"] a[href$="/say"]')).toBeVisible();
  await expect(page.locator('[data-needs]')).toBeVisible();
  await expect(found(page)).toHaveCount(0);

  await page.locator('#q').fill('help');
  await expect(found(page)).toHaveCount(10);
  await expect(page.locator('[data-more]')).toBeVisible();
  await page.locator('#q').fill('');
  await expect(page.locator('[data-on="some"]')).toBeHidden();
  await expect(page.locator('[data-needs] a')).toHaveCount(6);

  await type(page, 'I want to die');
  await expect(page.locator('[data-help-now]')).toBeVisible();
  await page.locator('#q').fill('driving');
  await shows(page, 'driving-lessons').click();
  await expect(page.locator('h1')).toHaveText('Help to learn to drive');
  const stored = () => JSON.stringify([localStorage, sessionStorage, document.cookie]);
  expect(await page.evaluate(stored)).not.toMatch(/driving|die/);
});

test.describe('without a worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('when the words cannot be had it says so, keeps what is typed, and tries again', async ({
    page,
    faults,
  }) => {
    await page.route('**/offer/words.json', (route) => route.abort());
    await page.goto('/warrington/en/offer');
    await type(page, 'pass');
    await expect(page.locator('[data-on="later"]')).toBeVisible();
    await page.locator('#q').press('Enter');
    await expect(page.locator('#q')).toHaveValue('pass');
    await page.unroute('**/offer/words.json');
    await page.locator('#q').press('End');
    await type(page, 'port');
    await expect(shows(page, 'passport')).toBeVisible();
    await expect(page.locator('[data-on="later"]')).toBeHidden();
    faults.splice(
      0,
      faults.length,
      ...faults.filter((fault) => !/ERR_FAILED|blocked by Playwright/.test(fault)),
    );
  });
});

for (const [lang, typed, id] of [
  ['ar', 'والايجار', 'private-rent-help'],
  ['ti', 'ሕፃን', 'care-to-learn'],
  ['pl', 'lozko', 'setting-up-home-allowance'],
] as const) {
  test(`with the network cut, in ${lang}: the list of a need, and what is looked for`, async ({
    page,
    context,
    faults,
  }) => {
    await page.goto(`/manchester/${lang}`);
    await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
    await context.setOffline(true);
    await page.goto(`/manchester/${lang}/offer`);
    await type(page, typed);
    await expect(shows(page, id)).toBeVisible();
    await shows(page, id).click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page).toHaveURL(new RegExp(`/offer/${id}$`));
    await page.goto(`/manchester/${lang}/offer/need/home`);
    await expect(page.locator('.promises a:visible')).toHaveCount(7);
    faults.splice(
      0,
      faults.length,
      ...faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED')),
    );
  });
}

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false });

  for (const [lang, typed, id] of [
    ['en', 'counsil tax', 'manchester-council-tax'],
    ['ar', 'الإيجار', 'private-rent-help'],
  ] as const) {
    test(`the server looks, and the words are in no address, in ${lang}`, async ({ page }) => {
      await page.goto(`/manchester/${lang}/offer`);
      await page.locator('#q').fill(typed);
      await page.locator('form[data-search] button').click();
      await expect(shows(page, id)).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`/manchester/${lang}/offer$`));
      await expect(page.locator('#q')).toHaveValue(typed);
      await expect(page.locator('[data-needs]')).toBeHidden();
      await page.locator('#q').fill('xqzvwk');
      await page.locator('form[data-search] button').click();
      await expect(page.locator('[data-on="none"]')).toBeVisible();
      await expect(page.locator('[data-needs] a')).toHaveCount(6);
      await page.locator('#money a').click();
      await expect(page.locator('.promises a').first()).toBeVisible();
    });
  }
});
