import { expect, test } from './stage.ts';

const langs = ['en', 'ar', 'pl', 'ti'];

test('neither words nor receipt ever leave the phone in clear', async ({ page, theatre }) => {
  const posted: string[] = [];
  page.on('request', (request) => posted.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/manchester/en/say');
  await page.locator('#words').fill('canary: my own words');
  await page.locator('label:has(input[value="worried"])').click();
  await page.locator('[data-send]').click();
  await expect(page.locator('#page > [data-message]')).toHaveAttribute('data-state', 'received');
  const words = await page.locator('[data-receipt="words"] li').allInnerTexts();
  const digits = (await page.locator('[data-receipt="digits"]').innerText()).replace(/\D/g, '');
  await page.goto('/manchester/en/say/receipt');
  await page.locator('#receipt').fill(words.join(' ').toUpperCase());
  await page.locator('form button').click();
  await expect(page.locator('.thread .words')).toHaveText('canary: my own words');
  await expect(page).toHaveTitle('Come back · Said & Done');

  const all = posted.join('\n');
  expect(all).toContain('"mood":"worried"');
  for (const secret of [
    'canary',
    words.join(' '),
    words.slice(0, 2).join('%20'),
    digits,
    digits.slice(0, 20),
  ])
    expect(all).not.toContain(secret);
  expect(theatre.server.log()).not.toContain('canary');
});

test('a slip and a receipt that is nobody’s are told on the page, and what was typed stays', async ({
  page,
  faults,
}) => {
  await page.goto('/manchester/en/say/receipt');
  const typed = page.locator('#receipt');
  await typed.fill('zoo zoo zoo');
  await page.locator('form button').click();
  await expect(page.locator('[data-on="unreadable"]')).toBeVisible();
  await typed.fill('12345 67890 12345 67890 11');
  await page.locator('form button').click();
  await expect(page.locator('[data-on="slip"]')).toBeVisible();
  // 98 - (100 × 12345 mod 97): the check digits of a receipt that nobody was given.
  const nobodys = `000000000000000${'12345'}${98 - ((12_345 * 100) % 97)}`;
  await typed.fill(nobodys);
  await page.locator('form button').click();
  await expect(page.locator('[data-on="wrong"]')).toBeVisible();
  await expect(typed).toHaveValue(nobodys);
  faults.length = 0;
});

test('where the phone cannot seal, the server does: the same receipt, the same thread', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });
  });
  await page.goto('/manchester/en/say');
  await page.locator('#words').fill('Sealed by the server');
  await page.locator('[data-send]').click();
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
  const words = await page.locator('[data-receipt="words"] li').allInnerTexts();
  await page.goto('/manchester/en/say/receipt');
  await page.locator('#receipt').fill(words.join(' '));
  await page.locator('form button').click();
  await expect(page.locator('.thread .words')).toHaveText('Sealed by the server');
});

test('where sealing fails on the phone again and again, the server seals', async ({ page }) => {
  await page.addInitScript(() => {
    SubtleCrypto.prototype.deriveBits = () => Promise.reject(new Error('This phone cannot.'));
  });
  await page.goto('/manchester/en/say');
  await page.locator('#words').fill('My phone cannot seal this.');
  for (let time = 0; time < 2; time += 1) {
    await page.locator('[data-send]').click();
    await expect(page.locator('form[data-say]')).toHaveAttribute('data-state', 'broken');
    await expect(page.locator('#words')).toHaveValue('My phone cannot seal this.');
    await page.locator('#words').press('End');
    await page.locator('#words').pressSequentially(' ');
    await page.locator('#words').fill('My phone cannot seal this.');
  }
  await page.locator('[data-send]').click();
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
});

test('too long is told before anything is sent, with the number of letters', async ({ page }) => {
  await page.goto('/manchester/en/say');
  await page.locator('#words').fill('é🙂'.repeat(2_001));
  await page.locator('[data-send]').click();
  await expect(page.locator('[data-on="say.faults.words-too-long"]')).toContainText('4002');
  await expect(page.locator('#words')).toBeFocused();
  await page.locator('#words').fill('  ');
  await page.locator('[data-send]').click();
  await expect(page.locator('[data-on="say.faults.words-missing"]')).toBeVisible();
});

test('no page asks a third party, loads a font, or breaks its policy', async ({ page, theatre, faults }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const violations: string[] = [];
  await page.exposeFunction('noteViolation', (what: string) => violations.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      void (globalThis as unknown as { noteViolation(what: string): void }).noteViolation(
        `${event.effectiveDirective} ${event.blockedURI}`,
      );
    });
  });
  const paths = [
    '',
    '/promise',
    '/promise/decisions',
    '/promise/theme/respect',
    '/offer',
    '/offer/personal-adviser',
    '/say',
    '/say/receipt',
  ];
  const rest = ['/done', '/help', '/settings', '/start', '/kept', '/nothing-here'];
  for (const lang of langs) {
    for (const path of [...paths, ...rest]) await page.goto(`/manchester/${lang}${path}`);
  }
  await page.goto('/');
  await page.goto('/manchester/desk/sign-in');
  const notFound = faults.filter((fault) => fault.includes('404 (Not Found)'));
  expect(faults.splice(0)).toEqual(notFound);
  expect(notFound).toHaveLength(langs.length);
  expect(asked.filter((url) => !url.startsWith(theatre.server.origin))).toEqual([]);
  expect(asked.filter((url) => /\.(woff2?|ttf|otf)/.test(url))).toEqual([]);
  expect(violations).toEqual([]);
});

test('how pages look is chosen once and holds before anything is painted', async ({ page }) => {
  await page.goto('/manchester/en/settings');
  await page.locator('input[value="dark"]').check();
  await page.locator('input[value="largest"]').check();
  await page.locator('input[value="calm"]').check();
  await page.goto('/manchester/ar/promise');
  const page1 = page.locator('html');
  await expect(page1).toHaveAttribute('data-colours', 'dark');
  await expect(page1).toHaveAttribute('data-size', 'largest');
  const seen = await page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    letters: parseFloat(getComputedStyle(document.documentElement).fontSize),
    wide: document.documentElement.scrollWidth > innerWidth,
  }));
  expect(seen).toEqual({ paper: 'rgb(23, 19, 42)', letters: 24, wide: false });
  await page.goto('/manchester/en/settings');
  await page.locator('input[name="colours"][value="light"]').check();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(253, 248, 240)',
  );
});
