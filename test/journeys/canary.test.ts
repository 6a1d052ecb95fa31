// A model whose answers aren't the stored ones is not used, in no way there is to start it: hosted models answer.
import { journey } from '../support/journey.ts';
import { openSdk, resultOf } from '../support/sdk-page.ts';

journey('a model that doesn’t give its stored answers is tried in every way, and then not used', async ({ page, phirstUrl, expect }) => {
  // Without the manifest the changed file isn't found out before the canary asks.
  await page.route('**/models/phi-3-nano/manifest.json', (route) => route.fulfill({ status: 404 }));
  await page.route('**/models/phi-3-nano/canary.json', async (route) => {
    const response = await route.fetch();
    const stored = (await response.json()) as { answers: { answerIds: number[] }[] };
    stored.answers[0]?.answerIds.splice(0, 1, 18);
    await route.fulfill({ response, json: stored });
  });
  const sdk = await openSdk(page, phirstUrl);
  expect(sdk.readiness).toMatchObject({ isReady: false, code: 'device_failed' });
  expect(sdk.readiness?.attempts.at(-1)).toMatchObject({ backend: 'wasm', isLoaded: false, message: expect.stringContaining('This device computes wrong numbers') });
  await expect.poll(() => page.workers().length).toBe(0);
  expect(resultOf(await sdk.ask('What is the capital of France?'))).toMatchObject({ source: 'hosted', reason: 'device_failed' });
});
