import { expect, test } from './stage.ts';

test.use({ javaScriptEnabled: false });

for (const lang of ['en', 'ar'] as const) {
  test(`without JavaScript, from picking a council to a receipt and back to the thread, in ${lang}`, async ({
    page,
  }) => {
    await page.setExtraHTTPHeaders({ 'accept-language': lang });
    await page.goto('/');
    await page.locator('.card').nth(1).click();
    await page.goto(`/manchester/${lang}/promise`);
    await page.locator('.themes a').nth(1).click();
    await page.locator('.promises a').first().click();
    await page.locator('.answers button').nth(1).click();
    await expect(page.locator('.panel.good')).toBeVisible();
    await page.locator('.answers button').nth(2).click();
    await expect(page.locator('.answers [aria-pressed="true"]')).toHaveAttribute('value', 'no');
    await page.locator('.crumb a').click();
    await page.locator('a[href*="/say?about="]').click();
    await page.locator('form[data-say] [data-send]').click();
    await expect(page.locator('.panel.fault[role="alert"]:visible')).toBeVisible();
    await page.locator('#words').fill(lang === 'ar' ? 'أريد أن أموت' : 'he hits me');
    await page.locator('form[data-say] [data-send]').click();
    await expect(page.locator('.help-now')).toBeVisible();
    const digits = (await page.locator('[data-receipt="digits"]').innerText()).replace(/\s+/g, ' ');
    await page.reload();
    await expect(page.locator('[data-receipt="digits"]')).toHaveText(digits.replace(/ $/, ''), {
      useInnerText: true,
    });
    await page.goto(`/manchester/${lang}/say/receipt`);
    await page.locator('#receipt').fill(digits);
    await page.locator('form[action$="/say/receipt"] button').click();
    await expect(page.locator('[data-stage="awaiting-screening"]')).toBeVisible();
    await page.locator('form[action$="/reply"] #words').fill('2');
    await page.locator('form[action$="/reply"] button').click();
    await expect(page.locator('.thread .said')).toHaveCount(2);
  });
}
