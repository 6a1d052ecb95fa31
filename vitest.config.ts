import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { wranglerEnvironment } from './scripts/serve/wrangler-environment.ts';
import { referenceHostWorker } from './test/support/reference-host-worker.ts';

// The workerd project starts miniflare inside this process: it has to be as silent as `npm start`.
Object.assign(process.env, wranglerEnvironment());

const workerdTests = ['test/workerd/**/*.test.ts', 'router/**/*.workerd.test.ts'];
const browserTests = ['test/journeys/**/*.test.ts'];
const packageTests = ['test/package/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Properties over hundreds of cases, on a machine that does other things as well.
          testTimeout: 30_000,
          include: ['{src,client-sdk,cli,models,router,playground,scripts,test}/**/*.test.ts'],
          exclude: [...workerdTests, ...browserTests, ...packageTests],
        },
      },
      {
        // The router as it runs: workerd itself, with the bindings of the development environment.
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml', environment: 'development' },
            miniflare: { workers: [await referenceHostWorker()] },
          })),
        ],
        test: {
          name: 'workerd',
          include: workerdTests,
          globalSetup: 'test/support/workerd-setup.ts',
        },
      },
      {
        // The whole: the built page and SDK in Chromium, against the running Worker. Two cores: one file at a time.
        test: {
          name: 'browser',
          include: browserTests,
          globalSetup: 'test/support/browser-setup.ts',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // What is published: packed, installed into a fresh app, built there and opened in Chromium.
        test: {
          name: 'package',
          include: packageTests,
          globalSetup: 'test/support/package-setup.ts',
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
