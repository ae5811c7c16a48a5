import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { FAKE_MICROPHONE, launchWith } from '../support/chromium.ts';
import { expect } from './stage.ts';

/** A phone of its own: a browser whose profile outlives it, so that it can be closed and opened again. */
export interface OwnPhone {
  profile: string;
  /** Opens the browser, with the network cut from the start where that is asked for. */
  open(): Promise<BrowserContext>;
  /** Throws the phone away. */
  end(): void;
}

export function ownPhone(
  origin: string,
  profile = mkdtempSync(join(tmpdir(), 'said-and-done-phone-')),
): OwnPhone {
  return {
    profile,
    open: () =>
      chromium.launchPersistentContext(profile, {
        ...launchWith(FAKE_MICROPHONE),
        baseURL: origin,
        viewport: { width: 360, height: 760 },
        permissions: ['microphone'],
      }),
    end: () => rmSync(profile, { recursive: true, force: true }),
  };
}

/** The first page of a phone that has just been opened. */
export const firstPage = (context: BrowserContext): Promise<Page> | Page =>
  context.pages()[0] ?? context.newPage();

/** Opens a page and waits until the phone has the whole of its council, for when there is no network. */
export async function untilKept(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
}

/** Damages every file of the browser's databases, as a failing memory card does. @returns how many. */
export function damageDatabases(profile: string): number {
  const folder = join(profile, 'Default', 'IndexedDB');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(log|ldb)$|MANIFEST|CURRENT/.test(name),
  );
  for (const name of files) {
    const file = join(folder, name);
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte) => byte ^ 0xa5),
    );
  }
  return files.length;
}
