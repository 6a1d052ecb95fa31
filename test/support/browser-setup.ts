import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumFlags } from '../../scripts/chromium/chromium-flags.ts';
import { findChromium } from '../../scripts/chromium/find-chromium.ts';
import { startPhirst } from '../../scripts/serve/start-phirst.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where Phirst runs, with the stand-in hosted models. */
    phirstUrl: string;
    /** The one Chromium all journeys share; each opens a context of its own in it. */
    chromiumEndpoint: string;
  }
}

/** Starts once what every journey needs: the built Phirst, and one browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in PHIRST_CHROMIUM.');
  const [phirst, browser] = await Promise.all([
    // All journeys are one client to it: together they ask more often than one page may.
    startPhirst({ port: 0, environmentVariables: { PHIRST_REQUESTS_PER_MINUTE: '100000' } }),
    chromium.launchServer({ executablePath, args: chromiumFlags }),
  ]);
  project.provide('phirstUrl', phirst.url);
  project.provide('chromiumEndpoint', browser.wsEndpoint());
  return async () => {
    await Promise.all([phirst.stop(), browser.close()]);
  };
}
