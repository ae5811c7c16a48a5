import type { Page } from '@playwright/test';
import { withoutBackgroundSync } from '../support/no-background-sync.ts';
import { expect, test } from './stage.ts';

/** Everything the worker keeps of a council and language is there: the page says so. */
async function untilKept(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
}

/** How the message that was just sent stands. */
const panel = (page: Page) => page.locator('#page > [data-message]');

/** What Chromium says of a page that is read without a network is not a fault of ours. */
const forgetNoNetwork = (faults: string[]): void => {
  const kept = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
  faults.splice(0, faults.length, ...kept);
};

test('installed, with the network cut: promise and help in Tigrinya, and a message that waits', async ({
  page,
  context,
  faults,
}) => {
  await withoutBackgroundSync(context);
  await untilKept(page, '/manchester/ti');
  const browser = await context.newCDPSession(page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // A private window, which is what a test has, cannot install anything: that is the only thing in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  const { data } = await browser.send('Page.getAppManifest');
  const manifest = JSON.parse(data ?? '{}') as { name: string; start_url: string; lang: string };
  expect(manifest).toMatchObject({ name: 'Said & Done', start_url: '/manchester/ti/start', lang: 'ti' });

  await context.setOffline(true);
  await page.goto(manifest.start_url);
  await expect(page.locator('h1')).toHaveText('Said & Done');
  for (const word of ['council', 'care', 'Manchester', 'ማንቸስተር']) {
    await expect(page.locator('body')).not.toContainText(word);
  }
  await page.locator('a.button').click();
  await page.locator('.tabs a[href$="/promise"]').click();
  await expect(page.locator('.themes a')).toHaveCount(4);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ti');
  await expect(page.locator('.themes strong').first()).toHaveText(/\p{Script=Ethiopic}/u);
  await page.locator('.themes a').first().click();
  await page.locator('.promises a').first().click();
  await expect(page.locator('h1')).toHaveText(/\p{Script=Ethiopic}/u);
  await expect(page.locator('.tabs')).toHaveCSS('position', 'fixed');

  await page.locator('.tabs .help').click();
  await expect(page.locator('a[href="tel:999"]')).toBeVisible();
  await expect(page.locator('a[href="tel:08001111"]')).toBeVisible();

  await page.goto('/manchester/ti/say?about=care');
  await expect(page.locator('#about')).toHaveValue('care');
  await page.locator('#words').fill('ክመውት እደሊ');
  await expect(page.locator('[data-help-now]')).toBeVisible();
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'saved', { timeout: 15_000 });
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
  await expect(page.locator('.help-now')).toBeVisible();

  await context.setOffline(false);
  await expect(panel(page)).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
  forgetNoNetwork(faults);
});

test('what waits can be changed, and the words changed are the ones that arrive, once', async ({
  page,
  context,
  theatre,
  faults,
}) => {
  await withoutBackgroundSync(context);
  await untilKept(page, '/warrington/pl');
  await page.goto('/warrington/pl/say');
  await context.setOffline(true);
  await page.locator('#words').fill('Pierwsze słowa');
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'saved', { timeout: 15_000 });
  await panel(page).locator('[data-do="change"]').click();
  await expect(page.locator('#words')).toHaveValue('Pierwsze słowa');
  await page.locator('#words').fill('Inne słowa');
  await context.setOffline(false);
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'received');
  await page.locator('form[data-check-first] button').click();
  await expect(page.locator('.thread .words')).toHaveText('Inne słowa');
  const { db } = theatre.database;
  const stored = await db
    .selectFrom('messages')
    .select('message_id')
    .where('authority_id', '=', 'warrington')
    .execute();
  expect(stored).toHaveLength(1);
  forgetNoNetwork(faults);
});

test('a page that is not kept says so, and what is', async ({ page, context, faults }) => {
  await untilKept(page, '/manchester/ar');
  await context.setOffline(true);
  await page.goto('/cheshire-east/en/offer');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('.cards a')).toHaveCount(6);
  await page.locator('.cards a').first().click();
  await expect(page.locator('a[href="tel:08001111"]')).toBeVisible();
  await page.goto('/');
  await expect(page.locator('.cards a')).toHaveCount(6);
  forgetNoNetwork(faults);
});

test('nothing of the desk and nothing that was sent is kept on the phone', async ({
  page,
  context,
  theatre,
}) => {
  await theatre.signIn(context, 'safeguarding-duty');
  await untilKept(page, '/manchester/en');
  await page.goto('/manchester/desk/screening');
  await page.goto('/manchester/en/say');
  await page.locator('#words').fill('canary words on the phone');
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'received');
  const words = await page.locator('[data-receipt="words"] li').allInnerTexts();
  const digits = (await page.locator('[data-receipt="digits"]').innerText()).replace(/\D/g, '');
  await page.locator('form[data-check-first] button').click();
  await expect(page.locator('.thread .words')).toBeVisible();
  const kept = await page.evaluate(async () => {
    const texts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        texts.push(request.url, await (await cache.match(request))!.text());
      }
    }
    const stored = await new Promise<unknown[]>((resolve) => {
      indexedDB.open('said-and-done').onsuccess = ({ target }) => {
        const db = (target as IDBOpenDBRequest).result;
        const found: unknown[] = [];
        const change = db.transaction([...db.objectStoreNames]);
        for (const name of db.objectStoreNames)
          change.objectStore(name).getAll().onsuccess = (event) =>
            found.push(...(event.target as IDBRequest<unknown[]>).result);
        change.oncomplete = () => resolve(found);
      };
    });
    const key = stored.find((one) => one instanceof CryptoKey);
    for (const one of stored) {
      if (one instanceof CryptoKey) continue;
      texts.push(JSON.stringify(one));
      const { bytes } = one as { bytes?: Uint8Array };
      if (bytes) texts.push(new TextDecoder().decode(bytes));
    }
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return { texts: texts.join('\n'), databases, stored: stored.length, canBeReadOut: key?.extractable };
  });
  expect(kept.texts).toContain('/manchester/en/promise');
  expect(kept.texts).toContain('"state":"received"');
  expect(kept.texts.match(/[^\s"]*\/desk[^\s"]*/)).toBeNull();
  for (const secret of ['canary words', words.slice(0, 2).join(' '), digits.slice(0, 20)])
    expect(kept.texts).not.toContain(secret);
  // The sealed receipt, until it is said to be kept, and the key it is sealed with.
  expect(kept).toMatchObject({ databases: ['said-and-done'], stored: 2, canBeReadOut: false });
});

test('a new version waits until nothing is being typed, and never reloads the page', async ({
  page,
  context,
}) => {
  let version = 1;
  await context.route('**/service-worker.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}\n// version ${version}` });
  });
  await untilKept(page, '/manchester/en/say');
  await page.locator('#words').fill('Half a sentence');
  version = 2;
  const states = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return [registration?.waiting ? 'waiting' : 'none', registration?.active?.state];
    });
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect.poll(states).toEqual(['waiting', 'activated']);
  await page.waitForTimeout(1_000);
  expect(await states()).toEqual(['waiting', 'activated']);
  await expect(page.locator('#words')).toHaveValue('Half a sentence');
  await page.locator('[data-send]').click();
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
  await expect.poll(states).toEqual(['none', 'activated']);
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
});
