import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { damageDatabases, firstPage, ownPhone, untilKept } from './own-phone.ts';
import { expect, test, type Theatre } from './stage.ts';

const SAY = '/manchester/en/say';

const message = (page: Page) => page.locator('[data-message]:visible');
const say = async (page: Page, words: string) => {
  await page.locator('#words').fill(words);
  await page.locator('[data-send]').click();
};
/** Opens the page as the phone has kept it, with the network cut. */
async function openOffline(page: Page, context: BrowserContext): Promise<void> {
  await untilKept(page, SAY);
  await context.setOffline(true);
  await page.goto(SAY);
}

const stored = async ({ database }: Theatre) =>
  (await database.db.selectFrom('messages').select('message_id').execute()).length;

test('the network goes before, during and after sending: it arrives once each time', async ({
  page,
  context,
  theatre,
  faults,
}) => {
  const before = await stored(theatre);
  await untilKept(page, SAY);

  await test.step('before anything is sent', async () => {
    await context.setOffline(true);
    await page.goto(SAY);
    await say(page, 'One.');
    await expect(message(page)).toHaveAttribute('data-state', 'saved');
    expect(await stored(theatre)).toBe(before);
    await context.setOffline(false);
    await expect(message(page)).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
  });

  await test.step('while it is on its way', async () => {
    await page.goto(SAY);
    await context.route('**/say/sealed', (route) => route.abort('connectionreset'));
    await say(page, 'Two.');
    await expect(message(page).last()).toHaveAttribute('data-state', 'saved');
    expect(await stored(theatre)).toBe(before + 1);
    await context.unroute('**/say/sealed');
    await expect(message(page).last()).toHaveAttribute('data-state', 'received', { timeout: 40_000 });
  });

  await test.step('after it has arrived, before the answer is here', async () => {
    await page.goto(SAY);
    await context.route('**/say/sealed', async (route) => {
      await route.fetch();
      // A try that is on its way when the network is let through again is nobody's to cut any more.
      await route.abort('connectionreset').catch(() => undefined);
    });
    await say(page, 'Three.');
    await expect(message(page).last()).toHaveAttribute('data-state', 'saved');
    await expect(message(page).last()).toHaveAttribute('data-may-be-there', 'true');
    await expect.poll(() => stored(theatre)).toBe(before + 3);
    await context.unroute('**/say/sealed');
    await expect(message(page).last()).toHaveAttribute('data-state', 'received', { timeout: 40_000 });
  });

  expect(await stored(theatre)).toBe(before + 3);
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('net::ERR_')));
});

test('an answer for other bytes is no answer', async ({ page, context, theatre }) => {
  const before = await stored(theatre);
  await page.goto(SAY);
  await context.route('**/say/sealed', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { hash: string };
    await route.fulfill({ response: answer, json: { ...body, hash: 'A'.repeat(43) } });
  });
  await say(page, 'Only my own hash counts.');
  await expect(message(page)).toHaveAttribute('data-state', 'saved');
  await context.unroute('**/say/sealed');
  // It tries again by itself.
  await expect(message(page)).toHaveAttribute('data-state', 'received', { timeout: 40_000 });
  expect(await stored(theatre)).toBe(before + 1);
});

test('two tabs send what waits once', async ({ page, context, theatre, faults }) => {
  const before = await stored(theatre);
  await openOffline(page, context);
  await say(page, 'From one of two tabs.');
  await expect(message(page)).toHaveAttribute('data-state', 'saved');
  const other = await context.newPage();
  await other.goto(SAY);
  await expect(message(other)).toHaveAttribute('data-state', 'saved');
  const posts: string[] = [];
  context.on('request', (request) => request.url().endsWith('/say/sealed') && posts.push(request.url()));
  await context.setOffline(false);
  for (const tab of [page, other])
    await expect(message(tab)).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
  expect(posts).toHaveLength(1);
  expect(await stored(theatre)).toBe(before + 1);
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('net::ERR_')));
});

test('a draft is there after a crash, and shows nothing until its owner goes on', async ({ theatre }) => {
  const phone = ownPhone(theatre.server.origin);
  try {
    const first = await phone.open();
    const page = await firstPage(first);
    await page.goto(SAY);
    await page.locator('#words').fill('Half a sentence that nobody has se');
    await page.locator('label:has(input[value="worried"])').click();
    await page.waitForTimeout(2_000);
    // Killed, not closed: no page is told.
    const session = await first.browser()?.newBrowserCDPSession();
    await session?.send('Browser.crash').catch(() => undefined);
    await first.close().catch(() => undefined);

    const second = await phone.open();
    const again = await firstPage(second);
    await again.goto(SAY);
    await expect(again.locator('[data-found-draft]')).toBeVisible();
    await expect(again.locator('#words')).toHaveValue('');
    await again.locator('[data-draft-go-on]').click();
    await expect(again.locator('#words')).toHaveValue('Half a sentence that nobody has se');
    await expect(again.locator('input[value="worried"]')).toBeChecked();
    await second.close();
  } finally {
    phone.end();
  }
});

test('the browser’s database is damaged on the disk: the second store brings the message back', async ({
  theatre,
}) => {
  const before = await stored(theatre);
  const phone = ownPhone(theatre.server.origin);
  try {
    const first = await phone.open();
    const page = await firstPage(first);
    await untilKept(page, SAY);
    await first.setOffline(true);
    await page.goto(SAY);
    await say(page, 'Kept twice.');
    await expect(message(page)).toHaveAttribute('data-state', 'saved');
    await first.close();
    expect(damageDatabases(phone.profile)).toBeGreaterThan(0);

    const second = await phone.open();
    const again = await firstPage(second);
    await again.goto(SAY);
    await expect(message(again)).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
    await expect(again.locator('[data-lost]')).toBeHidden();
    expect(await stored(theatre)).toBe(before + 1);
    await second.close();
  } finally {
    phone.end();
  }
});

test('both stores are gone: the child is told how many were lost', async ({
  page,
  context,
  theatre,
  faults,
}) => {
  const before = await stored(theatre);
  await openOffline(page, context);
  await say(page, 'To be lost.');
  await expect(message(page)).toHaveAttribute('data-state', 'saved');
  await page.evaluate(async () => {
    await caches.delete('outbox');
    const names = await indexedDB.databases();
    await Promise.all(
      names.map(
        ({ name = '' }) =>
          new Promise<void>((resolve) => {
            const asked = indexedDB.deleteDatabase(name);
            asked.onsuccess = asked.onerror = () => resolve();
          }),
      ),
    );
  });
  await page.goto(SAY);
  await expect(page.locator('[data-lost="1"]')).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect(page.locator('[data-lost="1"]')).toBeVisible();
  await page.locator('[data-lost-seen]').click();
  await page.reload();
  await expect(page.locator('[data-lost="1"]')).toBeHidden();
  expect(await stored(theatre)).toBe(before);
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('net::ERR_')));
});

/** A disk of a phone that has hardly any room, where this may be had. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-small-phone-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'said-and-done-test', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

/** Takes all the room there is; the browser may make some again by throwing away what it can do without. */
function fillUp(folder: string): void {
  const file = join(folder, `filling-${Date.now()}`);
  for (const size of [1_048_576, 4_096]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size, 'x'));
    } catch {
      // It is full.
    }
  }
}

const disk = smallDisk();
if (disk)
  test('the phone is full: the words stay on the screen, the child is told, and can send', async ({
    theatre,
  }) => {
    const before = await stored(theatre);
    const phone = ownPhone(theatre.server.origin, join(disk, 'profile'));
    try {
      const context = await phone.open();
      const page = await firstPage(context);
      await page.goto(SAY);
      let words = '';
      await expect(async () => {
        fillUp(disk);
        words = `No room for these words, ${Date.now()}. `.repeat(90);
        await page.locator('#words').fill(words);
        await expect(page.locator('[data-not-kept]')).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 60_000 });
      await expect(page.locator('#words')).toHaveValue(words);
      await context.setOffline(true);
      fillUp(disk);
      await page.locator('[data-send]').click();
      // Saved only if one good copy found room after all; else the page says that it is here alone.
      await expect(message(page)).toHaveAttribute('data-state', /^(memory|saved)$/);
      const copies = await page.locator('html').getAttribute('data-message-copies');
      await expect(message(page)).toHaveAttribute('data-state', copies === '0' ? 'memory' : 'saved');
      await context.setOffline(false);
      await expect(message(page)).toHaveAttribute('data-state', 'received', { timeout: 40_000 });
      expect(await stored(theatre)).toBe(before + 1);
      await context.close();
    } finally {
      spawnSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  });
