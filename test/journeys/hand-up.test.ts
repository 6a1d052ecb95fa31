// Handed up: after the answer, mid-answer, or before it; and what becomes of an answer when nobody is there to take over.
import type { Policy } from '../../client-sdk/index.ts';
import { journey } from '../support/journey.ts';
import { openSdk, resultOf, visibleText } from '../support/sdk-page.ts';

/** No answer of the device is sure enough; the watch keeps out of it. */
const neverSure = (policy: Policy): Policy => ({
  ...policy,
  // Nothing is given up midway: what is looked at is the answer as a whole.
  watch: { minimumTokens: 1000, escalateBelow: 0 },
  accept: { ...policy.accept, minimumConfidence: 1 },
});

const QUESTION = 'What is the capital of Burundi?';
const RIGHT = 'The capital of Burundi is Gitega.';

journey('withdraws an unsure answer with a revise and shows the hosted one', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy(neverSure);
  const asked = await sdk.ask(QUESTION);
  const result = resultOf(asked);
  expect(result).toMatchObject({ source: 'hosted', reason: 'low_confidence', text: RIGHT });
  expect(result.model).toMatch(/^reference\//);
  expect(result.usage.costMicroUsd).toBeGreaterThan(0);
  const revise = asked.parts.find((part) => part.type === 'revise');
  expect(revise).toMatchObject({ reason: 'low_confidence', withdrawnText: expect.stringContaining('The capital of') });
  expect(visibleText(asked)).toBe(RIGHT);
  // Nothing of the device comes after the withdrawal, nothing hosted before it.
  const order = asked.parts.map((part) => (part.type === 'text-delta' ? part.source : part.type));
  expect(order.lastIndexOf('device')).toBeLessThan(order.indexOf('revise'));
  expect(order.indexOf('hosted')).toBeGreaterThan(order.indexOf('revise'));
});

journey('hands up mid-answer when the confidence collapses', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy((policy) => ({ ...policy, watch: { minimumTokens: 2, escalateBelow: 1 }, accept: { ...policy.accept, minimumConfidence: 1 } }));
  const asked = await sdk.ask(QUESTION);
  expect(resultOf(asked)).toMatchObject({ source: 'hosted', reason: 'confidence_collapsed', text: RIGHT });
});

journey('goes straight to a hosted model by rule', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  const asked = await sdk.ask('Write a story about a lighthouse keeper.');
  expect(asked.parts[0]).toMatchObject({ type: 'route', source: 'hosted', reason: 'rule', rule: 'open-creative-writing' });
  expect(resultOf(asked)).toMatchObject({ source: 'hosted', reason: 'rule', model: 'reference/large' });
  expect(asked.parts.some((part) => part.type === 'revise')).toBe(false);
});

journey('goes straight to a hosted model when the device would be too slow', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy((policy) => ({
    ...policy,
    hosted: { ...policy.hosted, models: policy.hosted.models.map((model) => ({ ...model, firstTokenMs: 0 })) },
  }));
  // No device reads a prompt within a microsecond.
  const asked = await sdk.ask('What is 47 + 38?', { budget: { firstTokenMs: 0.001 } });
  expect(asked.parts[0]).toMatchObject({ source: 'hosted', reason: 'too_slow_on_device' });
  expect(resultOf(asked)).toMatchObject({ source: 'hosted', text: '85' });
});

journey('without WebGPU an easy question goes to the smallest adequate model, a hard one to the strongest', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl, { backends: ['webgpu'] });
  expect(sdk.readiness).toMatchObject({ isReady: false, code: 'device_unsupported' });
  const easy = resultOf(await sdk.ask('Is this review positive or negative? The soup was great.'));
  expect(easy).toMatchObject({ source: 'hosted', reason: 'device_unsupported', model: 'reference/small' });
  const hard = resultOf(await sdk.ask('Prove that the square root of 2 is irrational.'));
  expect(hard).toMatchObject({ source: 'hosted', reason: 'device_unsupported', model: 'reference/large' });
});

journey('before prepare() it answers hosted and says why', async ({ page, phirstUrl, expect }) => {
  const chunks: string[] = [];
  page.on('request', (request) => request.url().includes('/chunk-') && chunks.push(request.url()));
  const sdk = await openSdk(page, phirstUrl, {}, false);
  expect(resultOf(await sdk.ask('What is 47 + 38?'))).toMatchObject({ source: 'hosted', reason: 'device_not_ready', text: '85' });
  // What a query needs on a device comes with one.
  expect(chunks.length).toBeGreaterThan(0);
  expect(chunks.filter((url) => /device-path|worker-engine/.test(url))).toEqual([]);
});

journey('keeps the device’s answer, marked, when the router cannot be reached', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy(neverSure);
  await page.route('**/v1/chat/completions', (route) => route.abort('connectionrefused'));
  const asked = await sdk.ask(QUESTION);
  const result = resultOf(asked);
  expect(result).toMatchObject({ source: 'device', reason: 'router_unreachable', isUnsure: true });
  expect(visibleText(asked)).toBe(result.text);
  expect(asked.parts.some((part) => part.type === 'revise')).toBe(false);
});

journey('answers on the device when the hosted model it was meant for fails', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  await page.route('**/v1/chat/completions', (route) =>
    route.fulfill({ status: 502, contentType: 'application/json', body: '{"error":{"message":"upstream is down","type":"server_error","param":null,"code":"provider_unavailable"}}' }),
  );
  const result = resultOf(await sdk.ask('What is 47 + 38?', { mode: 'prefer_in_cloud' }));
  expect(result).toMatchObject({ source: 'device', text: '85' });
});

journey('a cut stream is an error, never a clean end', async ({ page, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl, {}, false);
  await page.route('**/v1/chat/completions', (route) =>
    route.fulfill({ status: 200, contentType: 'text/event-stream', body: 'data: {"choices":[{"delta":{"content":"The cap"}}]}\n\n' }),
  );
  expect((await sdk.ask(QUESTION)).terminal).toMatchObject({ type: 'error', code: 'stream_truncated' });
});
