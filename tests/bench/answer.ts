/** npm run bench -- answer: the checker's answer on a slow phone, beside putting the same page on the screen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { loadContent } from '../../src/commands/load-content.ts';
import { openSqlite } from '../../src/lib/platform/database.server.ts';
import { migrateToLatest } from '../../src/lib/platform/migrate.server.ts';
import { launchOptions } from '../support/chromium.ts';
import { testRing } from '../support/ring.ts';
import { startServer } from '../support/running-server.ts';

/** How much slower than this machine a phone is taken to be. */
const SLOWDOWN = 4;
const ROUNDS = 25;

const people: Record<string, string[]> = {
  'everything known': ['age=18-20', 'care=before', 'leaving=until18', 'time=13-weeks', 'learning=university'],
  'nothing known': ['age', 'care', 'leaving', 'after16', 'time', 'learning'].map((name) => `${name}=unknown`),
};

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Times {
  /** From the last tap until everything is laid out, in milliseconds. */
  ours: number[];
  /** Of that the rules alone, and the floor: the same page put on the screen without any rule. */
  floor: number[];
  shown: number;
  offered: number;
}

/** Taps the last answer again and again; in between puts the untouched copy on the screen. */
function timeAnswers(rounds: number): Times {
  const form = document.querySelector<HTMLElement>('form[data-check]')!;
  const screen = form.querySelector('[data-screen]')!;
  const copy = document.querySelector<HTMLTemplateElement>('template[data-copy="result"]')!;
  const last = () => screen.querySelector<HTMLElement>('button[name="about"][value="none"]')!;
  const timed = (act: () => void): number => {
    const began = performance.now();
    act();
    void document.body.offsetHeight;
    return performance.now() - began;
  };
  const times: Times = {
    ours: [],
    floor: [],
    shown: 0,
    offered: copy.content.querySelectorAll('[data-entry]').length,
  };
  for (let round = 0; round < rounds; round += 1) {
    const button = last();
    times.ours.push(timed(() => button.click()));
    times.shown = screen.querySelectorAll('[data-entry]').length;
    times.floor.push(timed(() => screen.replaceChildren(copy.content.cloneNode(true))));
    screen.querySelector<HTMLElement>('button[name="change"][value="about"]')!.click();
  }
  return times;
}

const at = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

async function measure(page: Page, origin: string, name: string, taps: string[]): Promise<void> {
  await page.goto(`${origin}/manchester/en/offer/check`);
  for (const tap of taps) {
    const [question = '', value = ''] = tap.split('=');
    await page.locator(`button[name="${question}"][value="${value}"]`).click();
  }
  const { ours, floor, shown, offered } = await page.evaluate(timeAnswers, ROUNDS);
  const [half, most, bare] = [at(ours, 0.5), at(ours, 0.95), at(floor, 0.5)].map((ms) => ms.toFixed(1));
  const ratio = (at(ours, 0.5) / at(floor, 0.5)).toFixed(2);
  say(
    `  ${name.padEnd(18)} ${shown} of ${offered} entitlements: ${half} ms (half), ${most} ms (95 of 100)   floor ${bare} ms  ratio ${ratio}`,
  );
}

export async function measureAnswers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-bench-'));
  const { db, close } = openSqlite(join(folder, 'said-and-done.sqlite'));
  await migrateToLatest(db);
  await loadContent(db, testRing, () => new Date());
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: '' });
  const browser = await chromium.launch(launchOptions);
  try {
    const context = await browser.newContext({
      viewport: { width: 360, height: 760 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    say(
      `\nThe checker's answer at ${SLOWDOWN}x slowdown, ${ROUNDS} times each, beside laying out the same page without rules:\n`,
    );
    for (const [name, taps] of Object.entries(people)) await measure(page, server.origin, name, taps);
  } finally {
    await browser.close();
    await server.stop();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}
