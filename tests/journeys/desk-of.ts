import type { Browser, Page } from '@playwright/test';
import type { Role } from '../../src/lib/identity/roles.ts';
import { expect, watchForFaults, type Theatre } from './stage.ts';

/** A desk browser of somebody's own, with its own session and its own eye for faults. */
export async function deskOf(
  browser: Browser,
  theatre: Theatre,
  role: Role,
  nth = 0,
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    baseURL: theatre.server.origin,
    viewport: { width: 360, height: 760 },
  });
  await theatre.signIn(context, role, nth);
  const page = await context.newPage();
  const faults = watchForFaults(page);
  await page.goto('/manchester/desk');
  return { page, faults };
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const follow = (page: Page, name: string) =>
  page.getByRole('link', { name, exact: true }).first().click();

/** Goes to a room of the desk and waits until it is there. */
export async function enter(page: Page, room: string): Promise<void> {
  await follow(page, room);
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
}

/** Passes the message that is open on: what sounds like danger only after one more look. */
export async function passOnAt(page: Page): Promise<void> {
  const pass = page.locator('[data-key="p"]');
  const looksOnceMore = (await pass.getAttribute('href')) !== null;
  await pass.click();
  if (looksOnceMore) await press(page, 'Pass on');
}
