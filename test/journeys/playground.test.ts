// The page as a newcomer meets it.
import type { Page } from 'playwright-core';
import { journey } from '../support/journey.ts';

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  // On a phone the words are hidden and the light alone tells.
  await page.getByTestId('model-status').getByText('ready').waitFor({ state: 'attached' });
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByTestId('composer-input').fill(question);
  await page.keyboard.press('Enter');
}

const finished = (page: Page) => page.locator('[data-testid="answer"][data-status="finished"]');

journey('asks by keyboard and sees where the answer came from, how sure it is and what it cost', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('device');
  expect(await finished(page).getAttribute('data-reason')).toBe('confident');
  expect(await page.getByTestId('answer-text').textContent()).toContain('The capital of France is Paris.');
  expect(await finished(page).textContent()).toContain('uncalibrated');
  expect(await finished(page).textContent()).toContain('free');
  await page.getByTestId('tab-trace').click();
  expect(await page.getByTestId('trace').textContent()).toContain('Begin on this device');
});

journey('the confidence slider acts at once: nothing is sure enough at its upper end', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.getByTestId('slider-threshold').focus();
  await page.keyboard.press('End');
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('hosted');
  expect(await page.getByTestId('withdrawn-text').textContent()).toContain('The capital of France is Paris.');
});

journey('with the privacy switch on nothing is sent, and the answer says when it is unsure', async ({ page, context, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.getByTestId('privacy').click();
  const sent: string[] = [];
  context.on('request', (request) => sent.push(request.url()));
  await ask(page, 'What is the capital of Burundi?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('device');
  expect(await finished(page).getAttribute('data-reason')).toBe('unsure_kept');
  expect(sent).toEqual([]);
});

journey('the Stop button ends a hosted answer', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  // The hosted answer never comes, so that there is time to stop it.
  await page.route('**/v1/chat/completions', () => {});
  await ask(page, 'Write a story about a lighthouse keeper.');
  await page.getByTestId('stop').click();
  await page.locator('[data-testid="answer-error"][data-code="aborted"]').waitFor();
  expect(await page.getByTestId('send').isVisible()).toBe(true);
});

journey('a policy edited on the server changes the running page', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  const response = await page.request.get(`${phirstUrl}/v1/policy`);
  const served = (await response.json()) as { policy: { name: string; accept: { minimumConfidence: number } }; hostedModelIds: string[] };
  const edited = { ...served, policy: { ...served.policy, name: 'edited', accept: { ...served.policy.accept, minimumConfidence: 0.35 } } };
  await page.route('**/v1/policy', (route) => route.fulfill({ json: edited, headers: { etag: '"edited"' } }));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByTestId('policy-name').getByText('edited').waitFor();
  expect(await page.getByTestId('slider-threshold').getAttribute('aria-valuetext')).toContain('35');
});

journey('models that can’t run here say so before any download, and which ones nobody here has tested', async ({ page, context, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  const sent: string[] = [];
  context.on('request', (request) => sent.push(request.url()));
  await page.getByTestId('tab-model').click();
  const mini = page.locator('[data-testid="model-choice"][data-model="phi-3-mini-4k"]');
  await mini.getByText(/needs/).first().waitFor();
  expect(await mini.textContent()).toMatch(/not tested by us/i);
  expect(sent.filter((url) => !url.startsWith(phirstUrl))).toEqual([]);
});

journey('fits a phone: no sideways scrolling, and the panel opens and closes by keyboard', async ({ page, phirstUrl, expect }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, phirstUrl);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByTestId('open-drawer').click();
  await page.getByTestId('tab-try').click();
  await page.getByTestId('scenario-list').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('scenario-list').waitFor({ state: 'hidden' });
});
