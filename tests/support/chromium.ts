import { existsSync } from 'node:fs';

export const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** How to start the browser: Debian's own where it is, else Playwright's. The flags keep it off the network. */
export const launchOptions = {
  ...(existsSync(DEBIAN_CHROMIUM) ? { executablePath: DEBIAN_CHROMIUM } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

/** The same, for a browser that is to behave in some way besides. */
export const launchWith = (...flags: string[]) => ({
  ...launchOptions,
  args: [...launchOptions.args, ...flags],
});

/** A microphone that beeps, for whoever is allowed to use it (Playwright's `permissions`). */
export const FAKE_MICROPHONE = '--use-fake-device-for-media-stream';
