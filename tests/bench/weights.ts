import { chromium } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';
import { countingProxy } from './counting-proxy.ts';

/** Long enough for the worker to install and to keep help. */
const SETTLE_MS = 2_500;

export interface Weight {
  path: string;
  /** Bytes on the wire for a first visit, headers included. */
  visit: number;
  /** Bytes more when the service worker may install and keep help. */
  worker: number;
}

async function transferred(origin: string, path: string, serviceWorkers: 'allow' | 'block'): Promise<number> {
  const proxy = await countingProxy(origin);
  const browser = await chromium.launch(launchOptions);
  try {
    const context = await browser.newContext({ serviceWorkers });
    const page = await context.newPage();
    await page.goto(proxy.origin + path, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLE_MS);
    return proxy.bytes();
  } finally {
    await browser.close();
    proxy.close();
  }
}

/** What a first visit transfers in a fresh browser; what the worker fetches afterwards is told apart. */
export async function measureWeight(origin: string, path: string): Promise<Weight> {
  const visit = await transferred(origin, path, 'block');
  return { path, visit, worker: (await transferred(origin, path, 'allow')) - visit };
}
