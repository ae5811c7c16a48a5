import { defineConfig } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.journey.ts',
  outputDir: '../../test-results',
  timeout: 120_000,
  // A receipt is stretched on purpose, which takes a busy machine of two cores some seconds.
  expect: { timeout: 15_000 },
  workers: 2,
  // The same as for the integration tests: on a theatre of its own, and reported as flaky.
  retries: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 360, height: 760 },
    launchOptions,
    // Less than a test has: what is not there is told by name, and not as a test that took too long.
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
  },
});
