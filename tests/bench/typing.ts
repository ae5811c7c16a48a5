/** npm run bench -- typing: what a letter costs where something is said, on a slow phone, beside a bare text field. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { loadContent } from '../../src/commands/load-content.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { launchOptions } from '../support/chromium.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';

const SLOWDOWN = 4;
const LIMIT_MS = 16;
const LETTERS = 300;
/** A fast typist on a phone: nine letters a second. Drafts are kept and danger words looked for in between. */
const BETWEEN_MS = 110;

/** What stands in the field already: half of what fits, and nothing that sounds like danger, so that looking goes on. */
const BEFORE = 'We went to the park on Sunday and had ice cream, and my brother came too. '.repeat(27);
const TYPED = 'I would like to see my brother more often, on Saturdays if it can be done. '.repeat(4);

const languages = ['en', 'ar', 'ti'] as const;

interface Times {
  /** Milliseconds a letter takes until it is laid out. */
  letters: number[];
  /** The longest that anything held the page up meanwhile, if over 50 ms. */
  longest: number;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function at(times: number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

async function typeInto(browser: Browser, address: string, bare: boolean): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 360, height: 760 }, bypassCSP: bare });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  if (bare) await page.setContent('<!doctype html><textarea rows="7" id="words"></textarea>');
  await page.locator('#words').focus();
  const slow = await context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const times = await page.evaluate(
    async ({ before, typed, letters, between }) => {
      const field = document.querySelector<HTMLTextAreaElement>('#words')!;
      const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const change = (text: string) => {
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        void document.body.offsetHeight;
      };
      // The first letters load what is loaded once: lists of words, what seals.
      for (const end of [1, 2, 3]) {
        change(before.slice(0, end));
        await rest(700);
      }
      let longest = 0;
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
      }).observe({ type: 'longtask' });
      const took: number[] = [];
      for (let place = 0; place < letters; place += 1) {
        const text = before + typed.slice(0, place + 1);
        const start = performance.now();
        change(text);
        took.push(performance.now() - start);
        await rest(between);
      }
      return { letters: took, longest };
    },
    { before: BEFORE, typed: TYPED, letters: LETTERS, between: BETWEEN_MS },
  );
  await context.close();
  return times;
}

/** Prints the figures. @returns whether 95 of 100 letters are within the limit in each language. */
export async function measureTyping(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-bench-'));
  const { db, close } = openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: '' });
  const browser = await chromium.launch(launchOptions);
  let held = true;
  try {
    say(
      `A letter after ${BEFORE.length} others, Chromium at ${SLOWDOWN}× slowdown, beside a bare text field:\n`,
    );
    const floor = await typeInto(browser, `${server.origin}/manchester/en/kept`, true);
    for (const lang of languages) {
      const ours = await typeInto(browser, `${server.origin}/manchester/${lang}/say`, false);
      const show = ({ letters }: Times) =>
        [at(letters, 0.5), at(letters, 0.95), Math.max(...letters)].map((ms) => ms.toFixed(1)).join(' / ');
      const ratio = (at(ours.letters, 0.5) / at(floor.letters, 0.5)).toFixed(1);
      say(
        `  ${lang}  half / 95 of 100 / worst ${show(ours)} ms   bare ${show(floor)} ms  ratio ${ratio}   ` +
          `longest hold-up ${ours.longest > 0 ? `${ours.longest.toFixed(0)} ms` : 'under 50 ms'}`,
      );
      held &&= at(ours.letters, 0.95) < LIMIT_MS;
    }
    return held;
  } finally {
    await browser.close();
    await server.stop();
    await close();
    rmSync(folder, { recursive: true });
  }
}
