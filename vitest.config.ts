import { availableParallelism } from 'node:os';
import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { wranglerEnvironment } from './scripts/serve/wrangler-environment.ts';
import { referenceHostWorker } from './test/support/reference-host-worker.ts';

/** On two cores Vitest would run one file at a time. A test that is quick alone may be slow beside others: its time limit is far off. */
const besideEachOther = { maxWorkers: Math.max(2, availableParallelism() - 1), testTimeout: 20_000 };

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
          ...besideEachOther,
          // Properties over hundreds of cases, on a machine that does other things as well.
          testTimeout: 30_000,
          include: ['{src,client-sdk,cli,bench,models,router,playground,scripts,test}/**/*.test.ts'],
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
          ...besideEachOther,
          include: workerdTests,
          globalSetup: 'test/support/workerd-setup.ts',
        },
      },
      {
        // The whole: the built page and SDK in Chromium, against the running Worker. One Chromium for two files at a time:
        // a journey waits for its page, its model and its router more than it computes.
        test: {
          name: 'browser',
          include: browserTests,
          globalSetup: 'test/support/browser-setup.ts',
          maxWorkers: 2,
          // Projects that differ in this run one after the other.
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
        },
      },
    ],
  },
});
