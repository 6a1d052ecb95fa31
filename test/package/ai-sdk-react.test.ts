// examples/ai-sdk-react, built against the tarball: React's useChat over our transport, in Chromium.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { journey } from '../support/journey.ts';
import { buildExample, type ExampleApp } from './support/example-app.ts';

let example: ExampleApp | undefined;
beforeAll(async () => {
  example = await buildExample('ai-sdk-react', inject('freshApp'));
}, 60_000);
afterAll(() => example?.stop());

journey('useChat shows a device’s answer and one that was handed up, and where each came from', async ({ page, requestsElsewhere, expect }) => {
  const faults: string[] = [];
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && faults.push(message.text())));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(example?.url ?? '');
  await page.locator('.device[data-ready=true]').waitFor({ timeout: 30_000 });

  const device = await ask(page, 'What is the capital of France?');
  expect(device).toMatchObject({ text: 'The capital of France is Paris.', source: 'device', withdrawn: 0 });
  expect(device.origin).toMatch(/On this device.*phi-3-nano.*% sure/);

  const hosted = await ask(page, 'What is the capital of Burundi?');
  expect(hosted).toMatchObject({ text: 'The capital of Burundi is Gitega.', source: 'hosted', withdrawn: 1 });
  expect(hosted.origin).toMatch(/Hosted.*reference\/.*Handed up by phi-3-nano/);

  expect(requestsElsewhere).toEqual([]);
  expect(faults).toEqual([]);
});

/** Asks, and reads the last answer once `data-route` says that it is finished. */
async function ask(page: Page, question: string) {
  const answers = page.locator('.messages li.assistant');
  const before = await answers.count();
  await page.getByLabel('Question').fill(question);
  await page.keyboard.press('Enter');
  const answer = answers.nth(before);
  const origin = answer.locator('.origin[data-finished=true]');
  await origin.waitFor();
  return {
    text: await answer.locator('.text').textContent(),
    source: await origin.getAttribute('data-source'),
    origin: await origin.textContent(),
    withdrawn: await answer.locator('.withdrawn').count(),
  };
}
