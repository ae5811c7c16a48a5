import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { measureWeight } from '../bench/weights.ts';
import { FAKE_MICROPHONE, launchWith } from '../support/chromium.ts';
import { expect, test } from './stage.ts';

test.use({ launchOptions: launchWith(FAKE_MICROPHONE), permissions: ['microphone'] });

/** What a page of at most 50 kB may weigh before anything is opened. */
const WEIGHT_MAX = 50_000;

const way = (page: Page, kind: 'voice' | 'drawing') => page.locator(`details[data-part="${kind}"]`);
const open = (page: Page, kind: 'voice' | 'drawing') => way(page, kind).locator('summary').click();
const press = (page: Page, name: string) => page.locator(`[data-rec="${name}"]`).click();
const seconds = async (page: Page) => {
  const [minutes = 0, rest = 0] = (await page.locator('[data-rec-clock]').innerText())
    .split('/')[0]!
    .split(':')
    .map(Number);
  return minutes * 60 + rest;
};
/** Until the clock of a recording or a listening shows as much. */
const untilSeconds = (page: Page, least: number) =>
  expect.poll(() => seconds(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(least);

/** Remembers every microphone that is asked for, to see whether it is let go. */
const watchMicrophones = (page: Page) =>
  page.addInitScript(() => {
    const asked: MediaStreamTrack[] = [];
    const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await get(wanted);
      asked.push(...stream.getTracks());
      return stream;
    };
    Object.assign(globalThis, {
      microphones: () => asked.map(({ kind, readyState }) => `${kind} ${readyState}`),
    });
  });
const microphones = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { microphones(): string[] }).microphones());

/** The bytes of the file that the form itself would send. */
const fileIn = (page: Page, kind: 'voice' | 'drawing') =>
  page.locator(`#${kind}`).evaluate(async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    return file ? { type: file.type, head: [...new Uint8Array(await file.arrayBuffer()).slice(0, 4)] } : null;
  });

const WEBM = [0x1a, 0x45, 0xdf, 0xa3];

test('a voice is recorded with the keyboard, listened to, taken away and recorded again', async ({
  page,
}) => {
  await watchMicrophones(page);
  await page.goto('/manchester/en/say');
  await way(page, 'voice').locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-rec="start"]')).toBeVisible();
  await expect(page.locator('#voice')).toBeHidden();
  expect(await microphones(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(page.locator('[data-rec="start"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-rec="stop"]')).toBeFocused();
  await expect(page.locator('[data-rec-told="recording"]')).toBeVisible();
  await untilSeconds(page, 3);
  // The made-up microphone beeps now and again.
  await expect
    .poll(() => page.locator('[data-rec-level]').evaluate((level: HTMLMeterElement) => level.value))
    .toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-rec-told="done"]')).toBeVisible();
  expect(await microphones(page)).toEqual(['audio ended']);
  const length = await seconds(page);
  expect(length).toBeGreaterThanOrEqual(3);
  expect(await fileIn(page, 'voice')).toEqual({ type: 'audio/webm', head: WEBM });

  await expect(page.locator('[data-rec="listen"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await untilSeconds(page, 1);
  await expect(page.locator('[data-rec-told="done"]')).toBeVisible();
  await press(page, 'listen');
  await press(page, 'hush');

  await press(page, 'delete');
  await press(page, 'no');
  expect(await seconds(page)).toBe(length);
  await press(page, 'again');
  await press(page, 'yes');
  await untilSeconds(page, 1);
  await press(page, 'stop');
  await expect(page.locator('[data-rec-told="done"]')).toBeVisible();
  expect(await seconds(page)).toBeGreaterThanOrEqual(1);
  await press(page, 'delete');
  await press(page, 'yes');
  await expect(page.locator('[data-rec-told="gone"]')).toBeVisible();
  expect(await fileIn(page, 'voice')).toBeNull();
  await expect(way(page, 'voice')).not.toHaveAttribute('data-part-full');
  expect(await microphones(page)).toEqual(['audio ended', 'audio ended']);
});

test('a recording that is hidden or loses its microphone stops, says why, and keeps what was said', async ({
  page,
}) => {
  await watchMicrophones(page);
  await page.goto('/manchester/en/say');
  await open(page, 'voice');
  await press(page, 'start');
  await untilSeconds(page, 1);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  });
  await expect(page.locator('[data-rec-told="hidden"]')).toBeVisible();
  expect(await microphones(page)).toEqual(['audio ended']);
  await expect(page.locator('[data-rec="listen"]')).toBeVisible();
  // Closing it stops a recording: nothing is recorded that nobody sees.
  await press(page, 'again');
  await press(page, 'yes');
  await expect(page.locator('[data-rec="stop"]')).toBeVisible();
  await open(page, 'voice');
  await expect.poll(() => microphones(page)).toEqual(['audio ended', 'audio ended']);
});

test('a phone that breaks down while it records, or draws, loses two seconds at most', async ({ page }) => {
  await page.goto('/manchester/en/say');
  const found = await page.evaluate(async () => {
    type Widget = {
      restore(): Promise<boolean>;
      attachment(): Promise<{ type: string; seconds: number | null; bytes: Uint8Array } | null>;
      clear(): Promise<void>;
    };
    type Make = (field: Element, of: object) => Widget;
    const kept = new Map<string, Uint8Array>();
    const named = (prefix: string) => [...kept.keys()].filter((name) => name.startsWith(prefix));
    const keeper = {
      keep: async (name: string, bytes: Uint8Array) => Boolean(kept.set(name, bytes)),
      read: async (name: string) => kept.get(name) ?? null,
      names: async (prefix: string) => named(prefix),
      forget: async (prefix: string) => named(prefix).forEach((name) => kept.delete(name)),
    };
    // Each stands for the same page, opened anew.
    const make = async (kind: string) => {
      const field = document.querySelector<HTMLElement>(`details[data-part="${kind}"]`)!;
      await import(field.dataset.partScript!);
      const root = document.body.appendChild(field.cloneNode(true) as HTMLDetailsElement);
      root.open = true;
      let tool: Widget | null = null;
      const detail = (one: Make) => (tool = one(root, keeper));
      dispatchEvent(new CustomEvent(`part-${kind}`, { detail }));
      return { root, tool: tool as unknown as Widget };
    };
    const first = await make('voice');
    first.root.querySelector<HTMLElement>('[data-rec="start"]')!.click();
    await new Promise((resolve) => setTimeout(resolve, 4_700));
    // Nothing is told to stop: this is all that a phone that breaks down now has.
    const atCrash = named('voice.').toSorted();
    const second = await make('voice');
    const restored = await second.tool.restore();
    const voice = await second.tool.attachment();
    const sound = new Audio(URL.createObjectURL(new Blob([voice!.bytes as BlobPart], { type: voice!.type })));
    const played = await sound.play().then(
      () => true,
      () => false,
    );
    await first.tool.clear();
    await second.tool.clear();

    const pad = await make('drawing');
    const paper = pad.root.querySelector('canvas')!;
    paper.setPointerCapture = () => undefined;
    const box = paper.getBoundingClientRect();
    const point = (type: string, at: number) =>
      paper.dispatchEvent(
        new PointerEvent(type, {
          clientX: box.left + at,
          clientY: box.top + at,
          isPrimary: true,
          bubbles: true,
        }),
      );
    point('pointerdown', 10);
    point('pointermove', 100);
    point('pointerup', 100);
    const before = await pad.tool.attachment();
    const again = await make('drawing');
    const drawn = await again.tool.restore();
    const after = await again.tool.attachment();
    const size = new DataView(after!.bytes.buffer);
    return {
      atCrash,
      restored,
      played,
      type: voice!.type,
      seconds: voice!.seconds,
      left: named('voice.'),
      drawn,
      same: String(before!.bytes) === String(after!.bytes),
      png: [after!.type, size.getUint32(16), size.getUint32(20)],
    };
  });
  expect(found).toMatchObject({ restored: true, played: true, type: 'audio/webm', left: [], drawn: true });
  expect(found.atCrash).toEqual(['voice.0000', 'voice.0001', 'voice.facts']);
  expect(found.seconds).toBeGreaterThanOrEqual(3);
  expect([found.same, ...found.png]).toEqual([true, 'image/png', 1_000, 1_000]);
});

test('drawing, undo, and starting again, which undo takes back', async ({ page }) => {
  await page.goto('/manchester/en/say');
  await open(page, 'drawing');
  const paper = page.locator('[data-pad-paper]');
  await expect(paper).toHaveCSS('touch-action', 'none');
  const inks = () =>
    paper.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      const seen = { dark: 0, red: 0, white: 0 };
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
        if (red > 250 && green > 250 && blue > 250) seen.white += 1;
        else if (red > 180 && green < 60) seen.red += 1;
        else if (red < 40) seen.dark += 1;
      }
      return { dark: seen.dark > 500, red: seen.red > 500, white: seen.white > 900_000 };
    });
  const line = async (from: number, to: number) => {
    await paper.scrollIntoViewIfNeeded();
    const { x, y } = (await paper.boundingBox())!;
    await page.mouse.move(x + from, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + to, y + 60, { steps: 5 });
    await page.mouse.up();
  };
  await line(20, 200);
  await page.locator('[data-pad-colour="red"]').click();
  await line(30, 220);
  const both = { dark: true, red: true, white: true };
  expect(await inks()).toEqual(both);
  await expect(way(page, 'drawing')).toHaveAttribute('data-part-full');
  const undo = page.locator('[data-pad="undo"]');
  await undo.click();
  expect(await inks()).toEqual({ ...both, red: false });
  await line(30, 220);
  await page.locator('[data-pad="startAgain"]').focus();
  await page.keyboard.press('Enter');
  expect(await inks()).toEqual({ dark: false, red: false, white: true });
  await expect(page.locator('[data-pad-told="cleared"]')).toBeVisible();
  await expect(way(page, 'drawing')).not.toHaveAttribute('data-part-full');
  await undo.press('Enter');
  expect(await inks()).toEqual(both);
});

test('a picture that sounds like danger shows help and blocks nothing; a file of another type is told so', async ({
  page,
}) => {
  await page.goto('/manchester/en/say');
  await page.locator('.way summary').first().click();
  await page.locator('.picture-choices label:has([value="pets"])').click();
  await expect(page.locator('[data-help-now]')).toBeHidden();
  await page.locator('.picture-choices label:has([value="hurt"])').click();
  await expect(page.locator('[data-help-now]')).toBeVisible();
  await expect(page.locator('.picture-help')).toBeVisible();
  await expect(page.locator('[name="picture"]:checked')).toHaveCount(2);
  await page
    .locator('#voice')
    .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
  await expect(page.locator('[data-part="voice"] [data-part-fault="type"]')).toBeVisible();
});

test('where the microphone is refused, or there is none, it is said and a file can be added', async ({
  browser,
  theatre,
}) => {
  const context = await browser.newContext({ baseURL: theatre.server.origin, permissions: [] });
  const page = await context.newPage();
  await page.goto('/manchester/en/say');
  await open(page, 'voice');
  await press(page, 'start');
  await expect(page.locator('[data-rec-told="refused"]')).toBeVisible();
  await expect(page.locator('#voice')).toBeVisible();
  await expect(page.locator('[data-rec="start"]')).toBeVisible();
  await page.addInitScript(() => Object.defineProperty(globalThis, 'MediaRecorder', { value: undefined }));
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaRecorder'));
  await page.goto('/manchester/en/say');
  await open(page, 'voice');
  await expect(page.locator('#voice')).toBeVisible();
  await expect(page.locator('[data-rec="start"]')).toHaveCount(0);
  await context.close();
});

test('with no network a voice can be recorded and something drawn', async ({ page, context, faults }) => {
  await page.goto('/manchester/en');
  await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
  await context.setOffline(true);
  await page.goto('/manchester/en/say');
  await open(page, 'voice');
  await press(page, 'start');
  await untilSeconds(page, 1);
  await press(page, 'stop');
  await press(page, 'listen');
  await expect(page.locator('[data-rec="hush"]')).toBeVisible();
  await open(page, 'drawing');
  await expect(page.locator('[data-pad-paper]')).toBeVisible();
  const rest = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
  faults.splice(0, faults.length, ...rest);
});

for (const lang of ['en', 'ar'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`everything opened fits a phone, with targets for thumbs, in ${lang}, ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/manchester/${lang}/say`);
      for (const summary of await page.locator('.way summary').all()) await summary.click();
      await expect(page.locator('[data-rec="start"]')).toBeVisible();
      await expect(page.locator('[data-pad="undo"]')).toBeVisible();
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth > window.innerWidth,
        small: [...document.querySelectorAll<HTMLElement>('.ways :is(summary, label:has(input), button)')]
          .filter((one) => one.offsetParent !== null)
          .map((one) => [one.innerText, one.getBoundingClientRect()] as const)
          .filter(([, { width, height }]) => width < 44 || height < 44)
          .map(([text]) => text),
        paper: getComputedStyle(document.querySelector('[data-pad-paper]')!).backgroundColor,
      }));
      expect(seen).toEqual({ wide: false, small: [], paper: 'rgb(255, 255, 255)' });
      const folder = process.env.SCREENSHOTS;
      if (folder)
        writeFileSync(`${folder}/${lang}-${colorScheme}.png`, await page.screenshot({ fullPage: true }));
    });
  }
}

test('the recorder and the paper are fetched when they are opened, and the page before is light', async ({
  page,
  theatre,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) =>
    fetched.push(/\/(voice-recorder|drawing-pad)-/.exec(request.url())?.[1] ?? ''),
  );
  await page.route('**/service-worker.js', (route) => route.abort());
  await page.goto('/manchester/en/say');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter(Boolean)).toEqual([]);
  await open(page, 'voice');
  await expect(page.locator('[data-rec="start"]')).toBeVisible();
  expect(fetched.filter(Boolean)).toEqual(['voice-recorder']);
  for (const lang of ['en', 'ar']) {
    const { visit } = await measureWeight(theatre.server.origin, `/manchester/${lang}/say`);
    expect(visit).toBeLessThan(WEIGHT_MAX);
  }
});
