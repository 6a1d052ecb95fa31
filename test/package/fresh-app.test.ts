// The published tarball in an app that has never seen this checkout.
import type { Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { journey } from '../support/journey.ts';
import { listenForFaults } from './support/page-faults.ts';
import { takeReports } from './support/report-collector.ts';

const { builtUrl, developedUrl, routerUrl, reportsUrl } = inject('freshApp');

const DEVICE_QUESTION = 'What is the capital of France?';
const DEVICE_ANSWER = 'The capital of France is Paris.';
/** phi-3-nano never learned it and knows that it didn't. */
const HOSTED_QUESTION = 'What is the capital of Burundi?';

describe.each([
  ['built, with a base path, under the documented Content-Security-Policy', builtUrl],
  ['in development', developedUrl],
])('a fresh Vite app, %s', (_, url) => {
  journey('answers on the device and from the router, and asks nobody else', async ({ page, requestsElsewhere, expect }) => {
    const faults = listenForFaults(page);
    const hosts = new Set<string>();
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (protocol.startsWith('http')) hosts.add(host);
    });
    await open(page, url);
    await expect.poll(() => page.locator('#status').textContent(), { timeout: 20_000 }).toBe('ready');
    expect(await ask(page, DEVICE_QUESTION)).toEqual({ text: DEVICE_ANSWER, source: 'device', reason: 'confident' });
    const hosted = await ask(page, HOSTED_QUESTION);
    expect(hosted).toMatchObject({ source: 'hosted', text: expect.stringContaining('Burundi') });
    expect(hosts).toEqual(new Set([new URL(url).host, new URL(routerUrl).host]));
    expect(requestsElsewhere).toEqual([]);
    expect(faults).toEqual([]);
    expect(await takeReports(reportsUrl)).toEqual([]);
  });
});

journey('a violation of the policy would have been heard', async ({ page, expect }) => {
  await open(page, builtUrl);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    document.body.append(script);
  });
  await expect.poll(() => takeReports(reportsUrl)).toEqual([expect.stringContaining('script-src-elem')]);
});

// Vite, like most servers of single-page apps, sends its page in the place of a file it doesn't have.
describe.each([
  ['the worker', { assets: '/nowhere/' }, 'nowhere/device-worker.js'],
  ['the model', { models: '/nowhere/' }, 'nowhere/phi-3-nano/config.json'],
])('%s not copied', (_, parameters, file) => {
  journey('says which file is missing and how it gets there, and hosted models answer', async ({ page, expect }) => {
    await open(page, developedUrl, parameters);
    const status = page.locator('#status');
    await expect.poll(() => status.textContent(), { timeout: 20_000 }).toContain('npx phirst copy-assets');
    expect(await status.textContent()).toContain(`${file} is text/html`);
    expect(await ask(page, DEVICE_QUESTION)).toMatchObject({ source: 'hosted', reason: 'device_failed' });
  });
});

journey('a worker that answers with 404 is named too', async ({ page, expect }) => {
  await page.route('**/phirst/device-worker.js', (route) => route.fulfill({ status: 404 }));
  await open(page, builtUrl);
  await expect.poll(() => page.locator('#status').textContent()).toMatch(/device-worker\.js answered with status 404\..+npx phirst copy-assets/);
});

async function open(page: Page, url: string, parameters: Record<string, string> = {}): Promise<void> {
  await page.goto(`${url}?${new URLSearchParams({ router: routerUrl, ...parameters }).toString()}`);
}

async function ask(page: Page, question: string): Promise<{ text: string | null; source: string | null; reason: string | null }> {
  await page.locator('#question').fill(question);
  await page.keyboard.press('Enter');
  const answer = page.locator('#answer[data-source]');
  await answer.waitFor({ state: 'attached' });
  return { text: await answer.textContent(), source: await answer.getAttribute('data-source'), reason: await answer.getAttribute('data-reason') };
}
