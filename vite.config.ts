import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vitest/config';

const integration = {
  include: ['tests/integration/**/*.test.ts'],
  setupFiles: ['tests/support/stretch-once.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // A second look tells a fault from a busy machine; whatever needed one is marked in the report.
  retry: 1,
};

export default defineConfig({
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['client/_app/immutable/assets/*.css', 'client/_app/immutable/workers/*.js'],
        globIgnores: ['**/desk.*', '**/desk-*'],
      },
      kit: { includeVersionFile: false },
    }),
  ],
  test: {
    // As many as there are cores: a test file mostly waits for its server, and that one for its database.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['src/**/*.test.ts', 'tests/architecture/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'sqlite',
          env: { TEST_DATABASE: 'sqlite' },
          globalSetup: ['tests/support/sqlite.ts'],
          ...integration,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgresql',
          env: { TEST_DATABASE: 'postgresql' },
          globalSetup: ['tests/support/postgresql.ts'],
          ...integration,
        },
      },
    ],
  },
});
