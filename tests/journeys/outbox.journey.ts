import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';
import { withoutBackgroundSync } from '../support/no-background-sync.ts';
import { expect, test, type Theatre } from './stage.ts';

const VIEWPORT = { width: 360, height: 760 };

/** A phone whose browser can be closed and opened again: the same profile each time. */
async function withPhone(use: (open: () => Promise<BrowserContext>) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'said-and-done-phone-'));
  const open = async () => {
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport: VIEWPORT });
    await withoutBackgroundSync(context);
    return context;
  };
  try {
    await use(open);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

const panel = (page: Page) => page.locator('#page > [data-message]');
const row = (page: Page) => page.locator('[data-messages] [data-message]');
const receiptOf = (page: Page) => page.locator('[data-receipt="words"] li').allInnerTexts();

async function untilKept(page: Page): Promise<void> {
  await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
}

const storedIn = async ({ database }: Theatre, authorityId: string): Promise<number> =>
  (
    await database.db
      .selectFrom('messages')
      .select('message_id')
      .where('authority_id', '=', authorityId)
      .execute()
  ).length;

test('sent without a network, the browser closed and opened again with one: received, once, with its receipt', async ({
  theatre,
}) => {
  await withPhone(async (open) => {
    const say = `${theatre.server.origin}/warrington/en/say`;
    const before = await storedIn(theatre, 'warrington');
    let context = await open();
    let page = await context.newPage();
    await page.goto(say);
    await untilKept(page);
    await context.setOffline(true);
    await page.goto(say);
    await page.locator('#words').fill('canary: said in a plane');
    await page.locator('[data-send]').click();
    await expect(panel(page)).toHaveAttribute('data-state', 'saved');
    await expect(panel(page)).toHaveAttribute('data-may-be-there', 'false');
    await expect(page.locator('html')).toHaveAttribute('data-message-copies', '2');
    await expect(page.locator('h1')).toHaveText('Saved on this phone', { useInnerText: true });
    await expect(page.locator('h1')).toBeFocused();
    await expect(page).toHaveTitle(/^Saved on this phone/);
    const receipt = await receiptOf(page);
    expect(receipt).toHaveLength(7);
    await context.close();

    // Still no network: it is there, with its receipt.
    context = await open();
    await context.setOffline(true);
    page = await context.newPage();
    await page.goto(say);
    await expect(row(page)).toHaveAttribute('data-state', 'saved');
    await expect(page.locator('[data-found-draft]')).toBeHidden();
    await row(page).locator('[data-do="receipt"]').click();
    await expect.poll(() => receiptOf(page)).toEqual(receipt);
    await context.close();
    expect(await storedIn(theatre, 'warrington')).toBe(before);

    // With one, any page of ours sends it.
    context = await open();
    page = await context.newPage();
    await page.goto(`${theatre.server.origin}/warrington/en/help`);
    await expect.poll(() => storedIn(theatre, 'warrington'), { timeout: 20_000 }).toBe(before + 1);
    await page.goto(say);
    await expect(row(page)).toHaveAttribute('data-state', 'received');
    await expect(row(page).locator('[data-time="received"]')).toHaveText(/\d{4}, \d\d:\d\d/);
    await row(page).locator('[data-do="receipt"]').click();
    await expect(page.locator('h1')).toHaveText('We got it', { useInnerText: true });
    await expect.poll(() => receiptOf(page)).toEqual(receipt);
    await page.locator('form[data-check-first] button').click();
    await expect(page.locator('.thread .words')).toHaveText('canary: said in a plane');
    await context.close();
  });
});

test('a draft survives the browser, shows nothing until its owner goes on, and can be deleted', async ({
  theatre,
}) => {
  await withPhone(async (open) => {
    const say = `${theatre.server.origin}/manchester/en/say`;
    let context = await open();
    let page = await context.newPage();
    await page.goto(say);
    await page.locator('#words').fill('canary: half a thought');
    await page.locator('label:has(input[value="worried"])').click();
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).toContain('draft:');
    // The mood was chosen after the words: its own quarter of a second.
    await page.waitForTimeout(500);
    await context.close();

    context = await open();
    page = await context.newPage();
    await page.goto(say);
    const found = page.locator('[data-found-draft]');
    await expect(found).toBeVisible();
    await expect(page.locator('#words')).toHaveValue('');
    expect(await page.content()).not.toContain('canary');

    // Another one is begun: the first is not written over.
    await page.locator('#words').fill('canary: something else');
    await page.waitForTimeout(700);
    await found.locator('[data-draft-go-on]').click();
    await expect(page.locator('#words')).toHaveValue('canary: half a thought');
    await expect(page.locator('input[value="worried"]')).toBeChecked();
    // And that other one is offered now, and can be deleted.
    await page.reload();
    await expect(found).toBeVisible();
    await found.locator('[data-draft-delete]').click();
    await expect(found).toBeVisible();
    await found.locator('[data-draft-go-on]').click();
    await expect(page.locator('#words')).toHaveValue(/^canary: (half a thought|something else)$/);
    await page.locator('[data-send]').click();
    await expect(panel(page)).toHaveAttribute('data-state', 'received');
    await page.goto(say);
    await expect(row(page)).toHaveAttribute('data-state', 'received');
    await expect(found).toBeHidden();
    await context.close();
  });
});

test.describe('with this page as the only sender', () => {
  test.use({ serviceWorkers: 'block' });

  test('an answer that is cut off: told as it is, cannot be changed, and arrives once', async ({
    page,
    context,
    theatre,
    faults,
  }) => {
    const before = await storedIn(theatre, 'cheshire-east');
    await page.goto('/cheshire-east/en/say');
    // It gets there, and its answer is lost.
    await context.route('**/say/sealed', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.locator('#words').fill('Is it there?');
    await page.locator('[data-send]').click();
    await expect(panel(page)).toHaveAttribute('data-may-be-there', 'true');
    await expect(panel(page)).toHaveAttribute('data-state', 'saved');
    await expect(panel(page).locator('[data-do="change"]')).toBeHidden();
    await expect(panel(page).locator('[data-may-be-there]')).toBeVisible();
    await context.unroute('**/say/sealed');
    await panel(page).locator('[data-do="again"]').click();
    await expect(panel(page)).toHaveAttribute('data-state', 'received');
    expect(await storedIn(theatre, 'cheshire-east')).toBe(before + 1);
    faults.length = 0;
  });
});

test('where the phone keeps nothing it says so, and sends all the same', async ({ page, faults }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
    Object.defineProperty(globalThis, 'caches', { value: undefined });
  });
  await page.goto('/manchester/en/say');
  const typed = Date.now();
  await page.locator('#words').pressSequentially('x');
  await expect(page.locator('[data-not-kept]')).toBeVisible();
  expect(Date.now() - typed).toBeLessThan(1_000);
  await page.route('**/say/sealed', (route) =>
    route.fulfill({ status: 503, json: { fault: 'unavailable' } }),
  );
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'memory');
  await expect(page.locator('html')).toHaveAttribute('data-message-copies', '0');
  await page.unroute('**/say/sealed');
  await panel(page).locator('[data-do="again"]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'received');
  faults.length = 0;
});

test('a message both stores lost is told, with how many; cleared, nothing is left', async ({
  page,
  context,
  faults,
}) => {
  await withoutBackgroundSync(context);
  await page.goto('/manchester/en/say');
  await untilKept(page);
  await context.setOffline(true);
  await page.locator('#words').fill('One that is lost');
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'saved');
  await page.evaluate(() => caches.delete('outbox'));
  await page.reload();
  // One store is enough, and gives it back to the other.
  await expect(row(page)).toHaveAttribute('data-state', 'saved');
  expect(await page.evaluate(async () => (await (await caches.open('outbox')).keys()).length)).toBe(1);
  await page.evaluate(async () => {
    await caches.delete('outbox');
    const asked = indexedDB.deleteDatabase('said-and-done');
    await new Promise((resolve) => (asked.onsuccess = asked.onblocked = resolve));
  });
  await page.reload();
  await expect(page.locator('[data-lost]')).toHaveAttribute('data-lost', '1');
  await expect(page.locator('[data-lost]')).toBeVisible();

  await page.locator('#words').fill('Another one');
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'saved');
  await page.locator('.foot a[href$="#clear"]').click();
  await page.locator('[data-clear-start]').click();
  await expect(page.locator('[data-clear-unsent]')).toHaveText('1');
  await page.locator('[data-clear-yes]').click();
  await expect(page.locator('[data-clear-done]')).toBeVisible();
  const left = await page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).length,
    storage: localStorage.length,
  }));
  expect(left).toEqual({ caches: [], databases: 0, storage: 0 });
  // What Chromium says of asking whether there is a network.
  const unlike = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
  faults.splice(0, faults.length, ...unlike);
});
