// Load once, go offline, reload, ask: the device answers, by the real policy, and says why nobody else did.
import type { BrowserContext, Page } from 'playwright-core';
import type { Phirst } from '../../client-sdk/index.ts';
import { journey } from '../support/journey.ts';
import { importSdk, openSdk, resultOf } from '../support/sdk-page.ts';

const withWorker = journey.extend<{ context: BrowserContext }>({
  context: async ({ browser }, use) => {
    const context = await browser.newContext({ serviceWorkers: 'allow' });
    await use(context);
    await context.close();
  },
});

withWorker('the page opens, loads its model and answers without a network, and its answers are marked', async ({ page, context, phirstUrl, expect }) => {
  await page.goto(phirstUrl);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  // The worker is in charge before the model is loaded: what the model fetches is kept then.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  const loaded = await openClient(page);
  expect(loaded, loaded.readiness).toMatchObject({ isReady: true, origin: 'router' });

  const failed: string[] = [];
  context.on('requestfailed', (request) => failed.push(`${request.method()} ${request.url()} ${request.serviceWorker() ? 'sw' : ''}`));
  await context.setOffline(true);
  // Some Chromiums cut a page off that a service worker reloads, and yet tell it that it is online.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));
  await page.reload();
  await page.getByTestId('banner-offline').waitFor();
  const reopened = await openClient(page);
  expect(reopened, `${reopened.readiness} ${failed.join('; ')}`).toMatchObject({ isReady: true, origin: 'device', policy: 'default', hostedModelIds: expect.arrayContaining(['reference/large']) });
  const result = await page.evaluate(async () => {
    const { phirst } = globalThis as unknown as { phirst: Phirst };
    return phirst.ask('What is 3 + 4?').done;
  });
  expect(result).toMatchObject({ source: 'device' });
  const unsure = await page.evaluate(async () => {
    const { phirst } = globalThis as unknown as { phirst: Phirst };
    return phirst.ask('Who was the third husband of the painter Angelika of Teschen?').done;
  });
  expect(unsure).toMatchObject({ source: 'device', isUnsure: true, blockedBy: 'offline' });
  // No answer, policy or health of the router is in any cache.
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
    return urls;
  });
  expect(kept).toContain('/phirst/index.js');
  expect(kept.filter((path) => /^\/(v1|admin|healthz)/.test(path))).toEqual([]);
});

/** A client in the page, with the model loaded onto the device. */
async function openClient(page: Page) {
  await importSdk(page);
  return page.evaluate(async () => {
    const { createPhirst } = (globalThis as unknown as { phirstSdk: typeof import('../../client-sdk/index.ts') }).phirstSdk;
    const phirst = createPhirst({ backends: ['wasm'] });
    (globalThis as unknown as { phirst: Phirst }).phirst = phirst;
    const readiness = await phirst.prepare();
    const { policy, hostedModelIds, origin } = await phirst.policy();
    return { isReady: readiness.isReady, readiness: JSON.stringify(readiness), policy: policy.name, hostedModelIds, origin };
  });
}

journey('an answer of the device stands when the network goes while it is being given', async ({ page, context, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  const asking = sdk.ask('What is the capital of France?');
  await context.setOffline(true);
  const result = resultOf(await asking);
  expect(result.source).toBe('device');
  await context.setOffline(false);
});

journey('a hosted question that finds the network gone falls back to the device, marked', async ({ page, context, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  // Held open by the stand-in until the network is gone.
  await page.route('**/v1/chat/completions', async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  const asked = await sdk.ask('What is the capital of France?', { mode: 'prefer_in_cloud' });
  expect(resultOf(asked)).toMatchObject({ source: 'device', reason: 'router_unreachable', isUnsure: true, failure: { code: 'router_unreachable' } });
  const next = await sdk.ask('What is the capital of France?', { mode: 'prefer_in_cloud' });
  expect(next.parts[0]).toMatchObject({ type: 'route', source: 'device', reason: 'offline' });
  await context.setOffline(false);
});
