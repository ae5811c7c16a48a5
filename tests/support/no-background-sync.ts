import type { BrowserContext } from '@playwright/test';

/** Takes Background Sync away: it knows nothing of Playwright's switch for the network, and sends past it. */
export async function withoutBackgroundSync(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined });
  });
}
