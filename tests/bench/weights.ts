import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';
import { countingProxy } from './counting-proxy.ts';

/** Long enough for the worker to install and to keep help. */
const SETTLE_MS = 2_500;

export interface Weight {
  path: string;
  /** Bytes on the wire for a first visit, headers included. */
  visit: number;
  /** The floor: the page's words alone, compressed as far as they go. */
  words: number;
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

/** What anybody would have to send to say the same: no markup, no styles, no headers. */
async function wordsOf(origin: string, path: string): Promise<number> {
  const html = await (await fetch(origin + path)).text();
  const words = html
    .replace(/<(script|style|template)[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  return brotliCompressSync(Buffer.from(words)).length;
}

/** What a first visit transfers in a fresh browser; what the worker fetches afterwards is told apart. */
export async function measureWeight(origin: string, path: string): Promise<Weight> {
  const visit = await transferred(origin, path, 'block');
  const words = await wordsOf(origin, path);
  return { path, visit, words, worker: (await transferred(origin, path, 'allow')) - visit };
}
