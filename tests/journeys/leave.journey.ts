import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { ELSEWHERE } from '../../src/lib/help/leaving.ts';
import { launchOptions } from '../support/chromium.ts';
import { expect, test } from './stage.ts';

/** A page of somebody else's, where there is no network. */
async function standInForElsewhere(context: BrowserContext): Promise<void> {
  await context.route(`${ELSEWHERE}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Sun</h1>' }),
  );
}

/** The browser as people have it: pages stay in its memory for the Back button, and its history is on the disk. */
async function openPhone(origin: string): Promise<{ context: BrowserContext; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    baseURL: origin,
    viewport: { width: 360, height: 760 },
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  await standInForElsewhere(context);
  return { context, folder };
}

interface Visited {
  url: string;
  title: string;
}

/** What somebody finds who opens the history of this browser. It must be closed. */
function historyIn(folder: string): Visited[] {
  const file = new SqliteFile(join(folder, 'Default', 'History'), { readonly: true });
  const rows = file.prepare<[], Visited>('select url, title from urls').all();
  file.close();
  return rows;
}

const TELLING =
  /council|care|danger|receipt|help|manchester|promise|advoc|message|we got it|say|said it|word/i;

const press = async (page: Page, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) await page.keyboard.press('Escape');
};

const elsewhere = (page: Page) => expect(page.locator('h1')).toHaveText('Sun');

const kinds = [
  ['the first page', '/'],
  ['the installed app’s first', '/manchester/en/start'],
  ['home', '/manchester/en'],
  ['a promise', '/manchester/en/promise/listen'],
  ['what you can get', '/manchester/en/offer/personal-adviser'],
  ['the questions', '/manchester/en/offer/check'],
  ['saying something', '/manchester/en/say'],
  ['coming back', '/manchester/en/say/receipt'],
  ['what was done', '/manchester/en/done'],
  ['help', '/manchester/ti/help'],
  ['settings', '/manchester/ar/settings'],
] as const;

test('every kind of page is left by the button and by Esc three times, and does not come back', async ({
  page,
  context,
}) => {
  await standInForElsewhere(context);
  for (const [, address] of kinds) {
    for (const way of ['button', 'keys'] as const) {
      await page.goto('about:blank');
      await page.goto(address);
      if (way === 'button') await page.locator('#leave').click();
      else await press(page, 3);
      await elsewhere(page);
      await page.goBack();
      expect(page.url(), `${address} by ${way}`).toBe('about:blank');
    }
  }
});

test('Esc leaves while somebody types, asks nothing, and touches nothing that is kept', async ({
  page,
  context,
  faults,
}) => {
  await standInForElsewhere(context);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.goto('/manchester/en/say');
  await page.evaluate(async () => {
    localStorage.setItem('waiting', '1');
    await (await caches.open('sealed')).put('/waiting', new Response('sealed bytes'));
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('waiting', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('items').put('sealed bytes', 'one');
      opening.onerror = () => reject(opening.error!);
      opening.onsuccess = () => resolve(opening.result.close());
    });
  });
  await page.locator('#words').pressSequentially('They shout at ni');
  await press(page, 2);
  await page.waitForTimeout(2_100);
  await press(page, 2);
  await expect(page.locator('#words')).toHaveValue('They shout at ni');
  await page.locator('#words').dispatchEvent('keydown', { key: 'Escape', isComposing: true });
  await expect(page.locator('#words')).toBeVisible();
  await page.waitForTimeout(2_100);
  await context.setOffline(true);
  await page.locator('[data-send]').click();
  await expect(page.locator('[data-message]:visible')).toHaveAttribute('data-state', 'saved', {
    timeout: 20_000,
  });
  await context.setOffline(false);
  await press(page, 3);
  await elsewhere(page);
  expect(asked).toEqual([]);

  await page.goto('/manchester/en/say');
  const kept = await page.evaluate(async () => ({
    local: localStorage.getItem('waiting'),
    cached: await (await (await caches.open('sealed')).match('/waiting'))?.text(),
    item: await new Promise((resolve) => {
      const opening = indexedDB.open('waiting', 1);
      opening.onsuccess = () => {
        const asking = opening.result.transaction('items').objectStore('items').get('one');
        asking.onsuccess = () => resolve(asking.result);
      };
    }),
    session: { ...sessionStorage },
  }));
  expect(kept).toMatchObject({ local: '1', cached: 'sealed bytes', item: 'sealed bytes' });
  expect(kept.session).toEqual({ visits: '1' });
  await expect(page.locator('[data-messages] [data-message]')).toHaveAttribute('data-state', 'received', {
    timeout: 40_000,
  });
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('net::ERR_')));
});

test('from the last Esc on there is nothing to see and no title, and that Esc does not stop the way', async ({
  page,
  context,
}) => {
  await standInForElsewhere(context);
  await page.goto('/manchester/en/help');
  const seen = await page.evaluate(() => {
    const presses = ['Escape', 'Escape', 'Escape'].map((key) =>
      dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true })),
    );
    return [presses, getComputedStyle(document.body).visibility, document.title];
  });
  expect(seen).toEqual([[true, true, false], 'hidden', '']);
  await elsewhere(page);
});

test('in a browser with a memory: no title tells anything, Back brings nothing back, opening it anew works', async ({
  theatre,
}) => {
  const { context, folder } = await openPhone(theatre.server.origin);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    for (const address of ['', '/promise', '/offer', '/help']) await page.goto(`/manchester/en${address}`);
    await page.goto('/manchester/en/say');
    await page.locator('#words').fill('canary words');
    await page.locator('[data-send]').click();
    await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
    await page.locator('#leave').click();
    await elsewhere(page);

    const seen: string[] = [];
    for (let steps = 0; steps < 3; steps += 1) {
      await page.evaluate(() => history.back());
      await page.waitForTimeout(1_000);
      seen.push(await page.locator('body').innerText());
    }
    expect(new Set(seen)).toEqual(new Set(['Sun']));

    await page.goto('/manchester/en/help');
    await expect(page.locator('a[href="tel:999"]')).toBeVisible();
    await page.goto('/manchester/en/done');
    // Not goBack: it waits for a load that a page from memory does not have.
    await page.evaluate(() => history.back());
    await expect(page.locator('a[href="tel:999"]')).toBeVisible();
    await page.waitForTimeout(500);
    await expect(page.locator('a[href="tel:999"]')).toBeVisible();
    await page.locator('#leave').click();
    await elsewhere(page);
  } finally {
    await context.close();
  }
  const visited = historyIn(folder);
  rmSync(folder, { recursive: true, force: true });
  const ours = visited.filter(({ url }) => url.startsWith(theatre.server.origin));
  expect(ours.map(({ url }) => new URL(url).pathname)).toContain('/manchester/en/say');
  const titles = ours.map(({ title }) => title.replace('Said & Done', ''));
  expect(titles.filter((title) => TELLING.test(title))).toEqual([]);
  // Chromium puts the title of the other page in its place.
  const left = ours.find(({ url }) => url.endsWith('/say'));
  expect(['', 'Weather']).toContain(left?.title);
});

test('what somebody wrote or read is gone from a page that the browser keeps in memory', async ({
  theatre,
}) => {
  const { context, folder } = await openPhone(theatre.server.origin);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const cameBack: Record<string, string> = {};
    await page.exposeFunction('tellCameBack', (path: string, text: string) => (cameBack[path] = text));
    await page.addInitScript(() => {
      const { tellCameBack } = window as unknown as { tellCameBack(path: string, text: string): void };
      addEventListener('pageshow', ({ persisted }) => {
        if (persisted) tellCameBack(location.pathname, document.querySelector('#page')?.textContent ?? '');
      });
    });
    await page.goto('/manchester/en/say');
    await page.locator('#words').fill('canary words');
    await page.locator('[data-send]').click();
    await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
    const words = await page.locator('[data-receipt="words"] li').allInnerTexts();
    await page.goto('/manchester/en/say/receipt');
    await page.locator('#receipt').fill(words.join(' '));
    await page.locator('form button').click();
    await expect(page.locator('.thread .words')).toHaveText('canary words');
    await page.goto('/manchester/en/done');
    await page.goto('/manchester/en/offer/check');
    await page.goto('/manchester/en/done');
    for (let steps = 0; steps < 3; steps += 1) {
      await page.evaluate(() => history.back());
      await page.waitForTimeout(1_000);
      const shown = await page.evaluate(() => document.body.innerText);
      expect(shown).not.toContain('canary words');
      expect(shown).not.toContain(words.slice(0, 2).join('\n'));
    }
    // The questions did come back from memory, as a page without anything on it.
    expect(cameBack).toEqual({ '/manchester/en/offer/check': '', '/manchester/en/done': expect.any(String) });
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the button is a link that says nothing of where it came from', async ({ page, context }) => {
    await standInForElsewhere(context);
    for (const [, address] of kinds) {
      await page.goto(address);
      const link = page.locator('#leave');
      await expect(link).toHaveAttribute('rel', 'noreferrer');
      await expect(link).toHaveAttribute('href', ELSEWHERE);
    }
    const asked = page.waitForRequest((request) => request.url() === ELSEWHERE);
    await page.locator('#leave').click();
    expect(await (await asked).headerValue('referer')).toBeNull();
    await elsewhere(page);
  });
});
