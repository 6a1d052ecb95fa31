// The page as a newcomer meets it.
import type { Page, Request, Route } from 'playwright-core';
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

/** The page asks for the policy by itself, whatever is being asked; that request carries nothing. */
const isPolicyPoll = (request: Request) =>
  request.method() === 'GET' && new URL(request.url()).pathname === '/v1/policy' && request.postData() === null;

/** Plays a hosted answer of these words, from the model that was chosen or in place of another. */
const answerHosted = (route: Route, words: string, routedModel = 'reference/large') =>
  route.fulfill({
    contentType: 'text/event-stream',
    headers: { 'x-phirst-served-model': 'reference/large', 'x-phirst-routed-model': routedModel },
    body: [
      { choices: [{ delta: { content: words }, finish_reason: null }] },
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
    ]
      .map((event) => `data: ${JSON.stringify(event)}\n\n`)
      .join('')
      .concat('data: [DONE]\n\n'),
  });

const finished = (page: Page) => page.locator('[data-testid="answer"][data-status="finished"]');

journey('asks by keyboard and sees where the answer came from, how sure it is and what it cost', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('device');
  expect(await finished(page).getAttribute('data-reason')).toBe('confident');
  expect(await page.getByTestId('answer-text').textContent()).toContain('The capital of France is Paris.');
  // The shipped model comes with a calibration.
  expect(await finished(page).textContent()).toContain('Confidence');
  expect(await finished(page).textContent()).not.toContain('uncalibrated');
  expect(await finished(page).textContent()).toContain('free');
  await page.getByTestId('tab-trace').click();
  expect(await page.getByTestId('trace').textContent()).toContain('Begin on this device');
});

journey('the confidence slider acts at once: at its upper end nothing is sure enough, and only what no hosted model does better is kept', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.getByTestId('slider-threshold').focus();
  await page.keyboard.press('End');
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-reason')).toBe('hosted_not_better');
  await ask(page, 'What is the capital of Burundi?');
  await finished(page).nth(1).waitFor();
  expect(await finished(page).nth(1).getAttribute('data-source')).toBe('hosted');
  expect(await page.getByTestId('withdrawn-text').textContent()).toContain('The capital of');
});

journey('with the privacy switch on nothing is sent, and the answer says when it is unsure', async ({ page, context, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.getByTestId('privacy').click();
  const sent: string[] = [];
  context.on('request', (request) => !isPolicyPoll(request) && sent.push(request.url()));
  await ask(page, 'What is the capital of Burundi?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('device');
  expect(await finished(page).getAttribute('data-reason')).toBe('unsure_kept');
  expect(sent).toEqual([]);
  expect(await finished(page).textContent()).toContain('The text is marked as not to leave this device.');
  expect(await page.getByTestId('conversation-summary').textContent()).toContain('1 of 1 answered on this device, 1 of them not sure');
});

journey('what was asked privately never goes along with an open question, and the page says so', async ({ page, context, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  const bodies: string[] = [];
  context.on('request', (request) => bodies.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.getByTestId('privacy').click();
  await ask(page, 'What is the capital of canary-8d1f?');
  await finished(page).nth(0).waitFor();
  const secretAnswer = await page.getByTestId('answer-text').nth(0).textContent();
  await page.getByTestId('privacy').click();

  await ask(page, 'Write a story about a lighthouse keeper.');
  await finished(page).nth(1).waitFor();
  expect(await page.getByTestId('left-out').textContent()).toBe(
    'Left out of this question: 1 earlier turn that stays on this device',
  );
  // What was said openly does go along: the test would see a leak if there were one.
  await ask(page, 'Write a poem about her cat.');
  await finished(page).nth(2).waitFor();
  const sent = bodies.filter((body) => body.includes('/v1/chat/completions'));
  expect(sent).toHaveLength(2);
  expect(sent[1]).toContain('lighthouse');
  expect(bodies.join('\n')).not.toContain('canary-8d1f');
  expect(secretAnswer).not.toBe('');
  expect(bodies.join('\n')).not.toContain(JSON.stringify(secretAnswer));
});

journey('an answer that stands in for a failed hosted one says what failed', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  const error = { message: 'More than 60 requests in a minute. Wait and try again.', type: 'rate_limit_error', param: null, code: 'rate_limited' };
  await page.route('**/v1/chat/completions', (route) => route.fulfill({ status: 429, json: { error } }));
  await ask(page, 'What is the capital of Burundi?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('device');
  expect(await page.getByTestId('answer-failure').textContent()).toBe(
    'No hosted model was asked: More than 60 requests in a minute. Try again in a minute. This device’s answer stands in for it.',
  );
});

journey('a long conversation leaves its oldest turns out, so that a short question still fits the device', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.route('**/v1/chat/completions', (route) => answerHosted(route, 'once upon a time '.repeat(200)));
  await ask(page, 'Write a story about a lighthouse keeper.');
  await finished(page).nth(0).waitFor();
  await ask(page, 'What is the capital of France?');
  await finished(page).nth(1).waitFor();
  expect(await finished(page).nth(1).getAttribute('data-source')).toBe('device');
  expect(await page.getByTestId('left-out').textContent()).toContain('1 older turn, more than the model here reads');
});

journey('code in an answer is set as code and stays text, and the answer can be copied', async ({ page, context, phirstUrl, expect }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, phirstUrl);
  const words = 'Use `ls`, **not** this:\n```html\n<img src="x" onerror="document.title=1">\n```\nDone.';
  await page.route('**/v1/chat/completions', (route) => answerHosted(route, words));
  await ask(page, 'Write a story about a lighthouse keeper.');
  await finished(page).waitFor();
  const text = page.getByTestId('answer-text');
  expect(await text.locator('pre code').textContent()).toBe('<img src="x" onerror="document.title=1">');
  expect(await text.locator(':scope > code').textContent()).toBe('ls');
  expect(await text.locator('strong').textContent()).toBe('not');
  expect(await text.locator('img').count()).toBe(0);
  await page.getByRole('button', { name: 'Copy the answer' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words);
});

journey('the Stop button ends a hosted answer', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  // The hosted answer never comes, so that there is time to stop it.
  await page.route('**/v1/chat/completions', () => {});
  const [asked] = await Promise.all([page.waitForRequest('**/v1/chat/completions'), ask(page, 'Write a story about a lighthouse keeper.')]);
  await page.getByTestId('stop').click();
  await page.locator('[data-testid="answer-error"][data-code="aborted"]').waitFor();
  await expect.poll(() => asked.failure()?.errorText).toBe('net::ERR_ABORTED');
  expect(await page.getByTestId('send').isVisible()).toBe(true);
});

journey('a policy edited on the server changes the running page', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  const response = await page.request.get(`${phirstUrl}/v1/policy`);
  const served = (await response.json()) as { policy: { name: string; accept: { minimumConfidence: number } }; hostedModelIds: string[] };
  const edited = { ...served, policy: { ...served.policy, name: 'edited', accept: { ...served.policy.accept, minimumConfidence: 0.35 } } };
  await page.route('**/v1/policy', (route) => route.fulfill({ json: edited, headers: { etag: '"edited"' } }));
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

journey('a model can be unloaded and loaded again by keyboard, and the page says what the device is doing', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.getByTestId('tab-model').click();
  const nano = page.locator('[data-testid="model-choice"][data-model="phi-3-nano"]');
  expect(await nano.getAttribute('data-verdict')).toBe('can_run');
  expect(await nano.textContent()).toContain('can run it on its processor (WebAssembly), as q4.');
  await nano.getByTestId('model-button').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="model-status"][data-state="idle"]').waitFor();
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('hosted');
  expect(await finished(page).getAttribute('data-reason')).toBe('device_not_ready');
  await nano.getByTestId('model-button').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="model-status"][data-state="ready"]').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Unload: phi-3-nano');
});

journey('a device that breaks amid an answer is named beside the hosted one, and the page shows it come back', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('Played by a test');
    });
  });
  await expect.poll(() => page.workers().length).toBe(0);
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('hosted');
  expect(await page.getByTestId('answer-detours').textContent()).toContain('Played by a test. It is being started again.');
  await page.locator('[data-testid="model-status"][data-state="ready"]').waitFor();
  expect(await page.getByTestId('model-facts').textContent()).toContain('Last failureThe device worker failed: Uncaught Error: Played by a test.');
});

journey('what is kept on this device is said with its verification, and can be deleted after a second look', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.getByTestId('tab-model').click();
  const nano = page.locator('[data-testid="model-choice"][data-model="phi-3-nano"]');
  await nano.locator('.badge', { hasText: 'kept on this device' }).waitFor();
  expect(await page.getByTestId('model-facts').textContent()).toContain('verified, kept on this device');
  await page.getByTestId('delete-files').click();
  await page.getByRole('button', { name: 'Keep them' }).waitFor();
  await page.getByTestId('delete-files').click();
  await page.getByText(/MB deleted/).waitFor();
  await nano.locator('.badge', { hasText: 'kept on this device' }).waitFor({ state: 'hidden' });
  await ask(page, 'What is the capital of France?');
  await finished(page).waitFor();
  expect(await finished(page).getAttribute('data-source')).toBe('device');
});

journey('a download can be cancelled, and goes on with what has arrived', async ({ page, phirstUrl, expect }) => {
  // The weights never come, until they may.
  let isHeld = true;
  await page.context().route('**/model_q4.onnx*', (route) => (isHeld ? undefined : route.continue()));
  await page.goto(phirstUrl);
  await page.getByTestId('tab-model').click();
  const nano = page.locator('[data-testid="model-choice"][data-model="phi-3-nano"]');
  // All but the weights has arrived: the runtime alone is more than 3 MB.
  await nano.getByText(/^[3-9](\.\d)? MB of/).waitFor();
  await nano.getByRole('button', { name: 'Cancel: phi-3-nano' }).click();
  await nano.getByText('Cancelled').waitFor();
  expect(await page.getByTestId('model-status').getAttribute('data-state')).toBe('idle');
  isHeld = false;
  await nano.getByTestId('model-button').click();
  await page.locator('[data-testid="model-status"][data-state="ready"]').waitFor();
  expect(await page.getByTestId('model-facts').textContent()).toMatch(/MB came over the network, .* MB were here already/);
});

journey('Esc stops an answer, and asking again answers the same question without its first attempt', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  const bodies: string[] = [];
  let isHeld = true;
  await page.route('**/v1/chat/completions', (route) => {
    bodies.push(route.request().postData() ?? '');
    return isHeld ? undefined : answerHosted(route, 'It was a dark night.');
  });
  await ask(page, 'Write a story about a lighthouse keeper.');
  // The button is there before the question has left: stopped by then, it would never be sent.
  await expect.poll(() => bodies.length).toBe(1);
  await page.keyboard.press('Escape');
  await page.locator('[data-testid="answer-error"][data-code="aborted"]').waitFor();
  isHeld = false;
  await page.getByTestId('ask-again').first().click();
  await finished(page).nth(0).waitFor();
  await finished(page).nth(0).getByTestId('ask-again').click();
  await finished(page).nth(1).waitFor();
  expect(await page.getByTestId('answer').count()).toBe(3);
  expect(bodies).toHaveLength(3);
  expect(bodies[2]?.split('lighthouse')).toHaveLength(2);
  expect(bodies[2]).not.toContain('dark night');
});

journey('offline the page says so, and marks what it answers by itself', async ({ page, context, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await context.setOffline(true);
  await page.getByTestId('banner-offline').waitFor();
  await ask(page, 'What is the capital of Burundi?');
  await finished(page).waitFor();
  expect(await finished(page).textContent()).toContain('The device is offline.');
  await finished(page).getByText('offline', { exact: true }).waitFor();
  await context.setOffline(false);
  await page.getByTestId('banner-offline').waitFor({ state: 'hidden' });
});

journey('a fallback at the edge names the model that failed and the one that answered', async ({ page, phirstUrl, expect }) => {
  await open(page, phirstUrl);
  await page.route('**/v1/chat/completions', (route) => answerHosted(route, 'It was a dark night.', 'reference/small'));
  await ask(page, 'Write a story about a lighthouse keeper.');
  await finished(page).waitFor();
  expect(await page.getByTestId('answer-detours').textContent()).toBe('reference/small was chosen first and failed; reference/large took its place.');
});

journey.for([320, 360])('fits a phone %d pixels wide: no sideways scrolling, and the panel opens and closes by keyboard', async (width, { page, phirstUrl, expect }) => {
  const overflowing = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.conversation-scroll, .tab-panel:not([hidden])')]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map(({ className, scrollWidth }) => `${className} is ${scrollWidth} wide`),
    );
  await page.setViewportSize({ width, height: 640 });
  await open(page, phirstUrl);
  expect(await overflowing()).toEqual([]);
  await page.getByTestId('privacy').click();
  await ask(page, 'What is the capital of Burundi?');
  await finished(page).nth(0).waitFor();
  await page.getByTestId('privacy').click();
  // Code may be wider than any phone.
  await page.route('**/v1/chat/completions', (route) => answerHosted(route, `\`\`\`\n${'wide '.repeat(100)}\n\`\`\``));
  await ask(page, 'Write a story about a lighthouse keeper.');
  await finished(page).nth(1).waitFor();
  expect(await overflowing()).toEqual([]);
  await page.getByTestId('open-drawer').click();
  for (const tab of ['trace', 'model', 'options', 'try']) {
    await page.getByTestId(`tab-${tab}`).click();
    expect(await overflowing(), tab).toEqual([]);
  }
  await page.getByTestId('scenario-list').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('scenario-list').waitFor({ state: 'hidden' });
});
