// `device-only` text does not leave: no request at all, and no canary in anything that was ever sent.
import type { Request } from 'playwright-core';
import { journey } from '../support/journey.ts';
import { openSdk, resultOf } from '../support/sdk-page.ts';

const CANARIES = ['canary-prompt-7f3a', 'canary-context-91bc', 'canary-history-2e5d'];

journey('an unsure device-only answer is marked and sends nothing', async ({ page, context, phirstUrl, expect }) => {
  const sent: Request[] = [];
  context.on('request', (request) => sent.push(request));
  const sdk = await openSdk(page, phirstUrl);
  await sdk.usePolicy((policy) => ({ ...policy, watch: { minimumTokens: 1, escalateBelow: 1 }, accept: { ...policy.accept, minimumConfidence: 1 } }));
  const before = sent.length;
  const asked = await sdk.ask(`What is the capital of ${CANARIES[0]}?`, { privacy: 'device-only', context: [CANARIES[1] ?? ''] });
  expect(resultOf(asked)).toMatchObject({ source: 'device', reason: 'unsure_kept', isUnsure: true });
  expect(sent.slice(before).map((request) => request.url())).toEqual([]);

  // The same question without the mark does go up: the test would see a leak if there were one.
  await sdk.ask(`What is the capital of ${CANARIES[2]}?`);
  const bodies = sent.map((request) => `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`).join('\n');
  expect(bodies).toContain(CANARIES[2]);
  expect(bodies).not.toContain(CANARIES[0]);
  expect(bodies).not.toContain(CANARIES[1]);
});

journey('device-only without a model on the device is refused, not sent', async ({ page, context, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl, { backends: ['webgpu'] });
  // What the page fetches of itself as it begins isn't the question's.
  await page.waitForLoadState('networkidle');
  const sent: string[] = [];
  context.on('request', (request) => sent.push(request.url()));
  const { terminal } = await sdk.ask(CANARIES[0] ?? '', { privacy: 'device-only' });
  expect(terminal).toMatchObject({ type: 'error', code: 'device_unsupported', message: expect.stringContaining('not to leave') });
  expect(sent).toEqual([]);
});

journey('redacted text stays on the device while the app supplies no redaction', async ({ page, context, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  const sent: string[] = [];
  context.on('request', (request) => sent.push(request.postData() ?? ''));
  await sdk.usePolicy((policy) => ({ ...policy, accept: { ...policy.accept, minimumConfidence: 1 } }));
  expect(resultOf(await sdk.ask(`What is the capital of ${CANARIES[0]}?`, { privacy: 'redacted' }))).toMatchObject({ source: 'device', isUnsure: true });
  expect(sent.join('\n')).not.toContain(CANARIES[0]);
});
