import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject, test } from 'vitest';

export interface Journey {
  phirstUrl: string;
  browser: Browser;
  /** A fresh profile: no cache, no storage. */
  context: BrowserContext;
  page: Page;
  /** Every URL that was asked for on another machine than this one. Stays empty. */
  requestsElsewhere: string[];
}

/**
 * A test that opens a page.
 * @example journey('the page greets', async ({ page, phirstUrl, expect }) => { await page.goto(phirstUrl); … });
 */
export const journey = test.extend<Journey>({
  phirstUrl: async ({}, use) => {
    await use(inject('phirstUrl'));
  },
  browser: async ({}, use) => {
    const browser = await chromium.connect(inject('chromiumEndpoint'));
    await use(browser);
    await browser.close();
  },
  context: async ({ browser }, use) => {
    // A worker between page and network would hide requests from those who watch or answer them; one journey is about it.
    const context = await browser.newContext({ serviceWorkers: 'block' });
    await use(context);
    await context.close();
  },
  requestsElsewhere: async ({ context }, use) => {
    const requests: string[] = [];
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && hostname !== 'localhost')
        requests.push(request.url());
    });
    await use(requests);
  },
  page: async ({ context }, use) => {
    await use(await context.newPage());
  },
});
