// The device breaks while it answers, in a real browser: the answer is finished by a hosted model, and the device comes back once.
import type { Page } from 'playwright-core';
import type { Phirst, Policy } from '../../client-sdk/index.ts';
import { killWorkerAt, makeGpusMortal, makeWorkersMortal } from '../support/chaos.ts';
import { journey } from '../support/journey.ts';
import { openSdk, resultOf, visibleText } from '../support/sdk-page.ts';

const QUESTION = 'What is the capital of France?';
const ANSWER = 'The capital of France is Paris.';

const impatient = (policy: Policy): Policy => ({ ...policy, device: { ...policy.device, timeout: { firstChunkMs: 5000, chunkMs: 400 } } });
const reportOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { phirst: Phirst }).phirst.device());

journey('a worker killed at its third token: the hosted answer follows, the device is back, and a second death ends it', async ({ page, phirstUrl, expect }) => {
  await makeWorkersMortal(page);
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy(impatient);
  await killWorkerAt(page, 3);
  const asked = await sdk.ask(QUESTION);
  expect(resultOf(asked)).toMatchObject({ source: 'hosted', reason: 'device_stalled', text: ANSWER });
  expect(asked.parts.find((part) => part.type === 'revise')).toMatchObject({ reason: 'device_stalled', withdrawnText: 'The capital of' });
  expect(visibleText(asked)).toBe(ANSWER);

  await expect.poll(() => reportOf(page), { timeout: 20_000 }).toMatchObject({ status: 'ready', wasRestarted: true, lastFault: { code: 'device_stalled' } });
  await expect.poll(() => page.workers().length).toBe(1);
  expect(resultOf(await sdk.ask(QUESTION))).toMatchObject({ source: 'device', text: ANSWER });

  await killWorkerAt(page, 1 + 8);
  expect(resultOf(await sdk.ask('What is the capital of Italy?'))).toMatchObject({ source: 'hosted', reason: 'device_stalled' });
  expect(await reportOf(page)).toMatchObject({ status: 'failed' });
  expect(resultOf(await sdk.ask(QUESTION))).toMatchObject({ source: 'hosted', reason: 'device_failed', text: ANSWER });
  await expect.poll(() => page.workers().length).toBe(0);
});

journey('a worker killed amid an answer that may not leave: exactly one typed error, and nothing is sent', async ({ page, phirstUrl, expect }) => {
  await makeWorkersMortal(page);
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy(impatient);
  await killWorkerAt(page, 2);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const { terminal } = await sdk.ask(QUESTION, { privacy: 'device-only' });
  expect(terminal).toMatchObject({ type: 'error', code: 'device_stalled' });
  // The one that comes back is waited for, as nobody else may answer.
  expect(resultOf(await sdk.ask(QUESTION, { privacy: 'device-only' }))).toMatchObject({ source: 'device', text: ANSWER });
  expect(requests.filter((url) => url.includes('/v1/'))).toEqual([]);
});

journey('a worker that crashed between two questions: the next one is finished by a hosted model', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('Array buffer allocation failed');
    });
  });
  await expect.poll(() => page.workers().length).toBe(0);
  expect(resultOf(await sdk.ask(QUESTION))).toMatchObject({ source: 'hosted', reason: 'device_out_of_memory', text: ANSWER });
  await expect.poll(() => reportOf(page), { timeout: 20_000 }).toMatchObject({ status: 'ready' });
  expect(resultOf(await sdk.ask(QUESTION))).toMatchObject({ source: 'device', text: ANSWER });
});

journey('a graphics processor that is lost amid an answer: the hosted answer follows', async ({ page, phirstUrl, expect }) => {
  await makeGpusMortal(page);
  const sdk = await openSdk(page, phirstUrl, { backends: ['webgpu'], allowSoftwareAdapter: true });
  expect(sdk.readiness).toMatchObject({ isReady: true, loaded: { backend: 'webgpu' } });
  const parts = await page.evaluate(async (question) => {
    const { phirst, destroyGpu } = globalThis as unknown as { phirst: Phirst; destroyGpu: () => void };
    const seen: { readonly type: string; readonly reason?: string; readonly text?: string; readonly source?: string }[] = [];
    let isDestroyed = false;
    for await (const part of phirst.ask(question)) {
      seen.push(part.type === 'finish' ? { type: 'finish', reason: part.result.reason, text: part.result.text, source: part.result.source } : part);
      if (part.type === 'text-delta' && !isDestroyed) destroyGpu();
      isDestroyed ||= part.type === 'text-delta';
    }
    return seen;
  }, QUESTION);
  expect(parts.at(-1)).toEqual({ type: 'finish', source: 'hosted', reason: 'device_lost', text: ANSWER });
  expect(parts.find(({ type }) => type === 'revise')).toMatchObject({ reason: 'device_lost' });
  expect(await reportOf(page)).toMatchObject({ wasRestarted: true, lastFault: { code: 'device_lost' } });
});

journey('two tabs answer at once, each on its own device', async ({ page, context, phirstUrl, expect }) => {
  const tabs = [page, await context.newPage()];
  const sdks = await Promise.all(tabs.map((tab) => openSdk(tab, phirstUrl)));
  const results = await Promise.all(sdks.map(async (sdk) => resultOf(await sdk.ask(QUESTION))));
  expect(results.map(({ source, text }) => [source, text])).toEqual([['device', ANSWER], ['device', ANSWER]]);
});
