// Before and during the download, in a real browser: kept, offline, cut, damaged, cancelled, shared by two tabs, without room.
import type { BrowserContext, Page } from 'playwright-core';
import type { Phirst, Readiness } from '../../client-sdk/index.ts';
import { journey } from '../support/journey.ts';
import { NANO_WEIGHTS, startNanoHost, weightRequests } from '../support/nano-host.ts';
import { openSdk, resultOf, type PagePhirstOptions } from '../support/sdk-page.ts';

const QUESTION = 'What is the capital of France?';
const ANSWER = 'The capital of France is Paris.';
type WithPhirst = { phirst: Phirst; phirstSdk: typeof import('../../client-sdk/index.ts'); stop: AbortController; ratios: number[] };

/** A second client in the same page: another visit, as far as the files are concerned. */
async function prepareAgain(page: Page, options: PagePhirstOptions = {}): Promise<Readiness> {
  return page.evaluate(async (input) => {
    const scope = globalThis as unknown as WithPhirst;
    scope.phirst.dispose();
    scope.phirst = scope.phirstSdk.createPhirst({ backends: ['wasm'], ...input });
    scope.ratios = [];
    return scope.phirst.prepare({ onProgress: ({ ratio }) => scope.ratios.push(ratio) });
  }, options);
}

journey('the first start verifies and keeps everything, the second one needs no network', async ({ page, context, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl);
  expect(sdk.readiness).toMatchObject({ isReady: true, loaded: { files: { verification: 'verified', storage: 'kept', resumedBytes: 0 } } });
  const first = sdk.readiness?.isReady ? sdk.readiness.loaded.files : undefined;
  expect(first?.downloadedBytes).toBeGreaterThan(5_000_000);
  // What the SDK needs to answer came with the model: nothing was asked yet.
  await context.setOffline(true);
  await page.route('**/*', (route) => route.abort());
  expect(await prepareAgain(page)).toMatchObject({
    isReady: true,
    loaded: { files: { verification: 'verified', storage: 'kept', downloadedBytes: 0, resumedBytes: first?.downloadedBytes } },
  });
  expect(resultOf(await sdk.ask(QUESTION, { mode: 'only_on_device' })).text).toBe(ANSWER);
});

journey('capability() tells the size before and the presence after, and clearCache() gives it all back', async ({ page, phirstUrl, expect }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await openSdk(page, phirstUrl, {}, false);
  requests.length = 0;
  const judge = () => page.evaluate(() => (globalThis as unknown as WithPhirst).phirst.capability());
  expect(await judge()).toMatchObject({ verdict: 'can_run', backend: 'wasm', dtype: 'q4', isCached: false, downloadBytes: 2_070_000 });
  expect(requests.filter((path) => !path.startsWith('/phirst/chunk-'))).toEqual(['/v1/policy']);
  await page.evaluate(() => (globalThis as unknown as WithPhirst).phirst.prepare());
  expect(await judge()).toMatchObject({ isCached: true });
  const cleared = await page.evaluate(() => (globalThis as unknown as WithPhirst).phirst.clearCache());
  expect(cleared.freedBytes).toBeGreaterThan(5_000_000);
  expect(await judge()).toMatchObject({ isCached: false });
});

journey('a connection that is cut goes on where it stopped', async ({ page, phirstUrl, expect }) => {
  await using host = await startNanoHost();
  host.behave = ({ path, count }) => (path === NANO_WEIGHTS && count === 1 ? { cutAfterBytes: 1_000_000 } : undefined);
  await openSdk(page, phirstUrl, {}, false);
  expect(await prepareAgain(page, { modelsUrl: host.modelsUrl })).toMatchObject({ isReady: true, loaded: { files: { verification: 'verified' } } });
  const [first, second] = weightRequests(host);
  expect(first).toMatchObject({ status: 200, range: undefined });
  expect(second).toMatchObject({ status: 206, ifRange: expect.stringContaining('"') });
  expect(Number(second?.range?.slice('bytes='.length, -1))).toBeGreaterThan(500_000);
  const ratios = await page.evaluate(() => (globalThis as unknown as WithPhirst).ratios);
  expect(ratios).toEqual([...ratios].sort((left, right) => left - right));
  expect(ratios.at(-1)).toBe(1);
});

journey('a download that was cancelled goes on at the next prepare', async ({ page, phirstUrl, expect }) => {
  await using host = await startNanoHost();
  host.behave = ({ path, count }) => (path === NANO_WEIGHTS && count === 1 ? { bytesPerSecond: 500_000 } : undefined);
  await openSdk(page, phirstUrl, {}, false);
  const cancelled = page.evaluate(async (modelsUrl) => {
    const scope = globalThis as unknown as WithPhirst;
    scope.phirst = scope.phirstSdk.createPhirst({ backends: ['wasm'], modelsUrl });
    scope.stop = new AbortController();
    return scope.phirst.prepare({ signal: scope.stop.signal }).then(
      () => 'ready',
      (error: { code: string }) => error.code,
    );
  }, host.modelsUrl);
  await expect.poll(() => weightRequests(host).length, { timeout: 20_000 }).toBe(1);
  // Of the four seconds that it takes; what has come is written every second.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await page.evaluate(() => (globalThis as unknown as WithPhirst).stop.abort());
  expect(await cancelled).toBe('aborted');
  const readiness = await prepareAgain(page, { modelsUrl: host.modelsUrl });
  expect(readiness).toMatchObject({ isReady: true, loaded: { files: { verification: 'verified' } } });
  expect(weightRequests(host).at(-1)).toMatchObject({ status: 206 });
  expect(weightRequests(host)).toHaveLength(2);
});

journey('one flipped byte never runs: fetched again, or a typed failure', async ({ page, phirstUrl, expect }) => {
  await using host = await startNanoHost();
  const damaged = Buffer.from(host.files.get(NANO_WEIGHTS) as Buffer);
  damaged[1_500_000]! ^= 1;
  host.behave = ({ path, count }) => (path === NANO_WEIGHTS && count <= 2 ? { body: damaged } : undefined);
  await openSdk(page, phirstUrl, {}, false);
  expect(await prepareAgain(page, { modelsUrl: host.modelsUrl })).toMatchObject({ isReady: false, code: 'model_corrupt' });
  expect(weightRequests(host)).toHaveLength(2);
  // The next two: a damaged one, and one that is right.
  host.behave = ({ path, count }) => (path === NANO_WEIGHTS && count === 3 ? { body: damaged } : undefined);
  expect(await prepareAgain(page, { modelsUrl: host.modelsUrl })).toMatchObject({ isReady: true, loaded: { files: { verification: 'verified' } } });
  expect(weightRequests(host)).toHaveLength(4);
});

journey('a new deploy of the model is picked up, and the old files go', async ({ page, phirstUrl, expect }) => {
  await using host = await startNanoHost();
  await openSdk(page, phirstUrl, {}, false);
  await prepareAgain(page, { modelsUrl: host.modelsUrl });
  const manifest = JSON.parse(String(host.files.get('models/phi-3-nano/manifest.json'))) as { files: Record<string, { bytes: number; sha256: string }> };
  const config = Buffer.from(`${String(host.files.get('models/phi-3-nano/config.json'))}\n`);
  const { createHash } = await import('node:crypto');
  manifest.files['config.json'] = { bytes: config.length, sha256: createHash('sha256').update(config).digest('hex') };
  host.files.set('models/phi-3-nano/config.json', config);
  host.files.set('models/phi-3-nano/manifest.json', Buffer.from(JSON.stringify(manifest)));
  expect(await prepareAgain(page, { modelsUrl: host.modelsUrl })).toMatchObject({ isReady: true, loaded: { files: { downloadedBytes: config.length } } });
  const kept = await page.evaluate(async () => (await (await caches.open('phirst-files')).keys()).map(({ url }) => url));
  expect(kept.filter((url) => url.includes('/config.json') && !url.includes('segment'))).toHaveLength(1);
});

journey('a browser without room answers on the device all the same, and says that nothing was kept', async ({ page, context, phirstUrl, expect }) => {
  const sdk = await openSdk(page, phirstUrl, {}, false);
  await limitStorage(context, page, phirstUrl, 1_000_000);
  expect(await prepareAgain(page)).toMatchObject({ isReady: true, loaded: { files: { verification: 'verified', storage: 'not_kept' } } });
  expect(resultOf(await sdk.ask(QUESTION, { mode: 'only_on_device' }))).toMatchObject({ text: ANSWER, source: 'device' });
});

async function limitStorage(context: BrowserContext, page: Page, origin: string, quotaSize: number): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
}

journey('two tabs that prepare at once download once', async ({ page, context, phirstUrl, expect }) => {
  await using host = await startNanoHost();
  const other = await context.newPage();
  host.behave = ({ path }) => (path === NANO_WEIGHTS ? { bytesPerSecond: 4_000_000 } : undefined);
  await Promise.all([openSdk(page, phirstUrl, {}, false), openSdk(other, phirstUrl, {}, false)]);
  const both = await Promise.all([page, other].map((tab) => prepareAgain(tab, { modelsUrl: host.modelsUrl })));
  expect(both).toMatchObject([{ isReady: true }, { isReady: true }]);
  expect(weightRequests(host)).toHaveLength(1);
});

journey('a host that publishes no hashes is used, and said to be unverified', async ({ page, phirstUrl, expect }) => {
  await using host = await startNanoHost();
  host.files.delete('models/phi-3-nano/manifest.json');
  const sdk = await openSdk(page, phirstUrl, {}, false);
  expect(await prepareAgain(page, { modelsUrl: host.modelsUrl })).toMatchObject({
    isReady: true,
    loaded: { files: { verification: 'unverified', storage: 'kept' } },
  });
  const { trace } = resultOf(await sdk.ask(QUESTION, { mode: 'only_on_device' }));
  expect(trace.find(({ step }) => step === 'device_answered')?.detail).toMatchObject({ weights: 'unverified' });
});

journey('an insecure origin has no cache, no locks and no WebGPU, and answers on the device all the same', async ({ page, phirstUrl, expect }) => {
  const insecure = 'http://insecure.test';
  await page.route(`${insecure}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: `${phirstUrl}${pathname}`, headers: {} }) });
  });
  const sdk = await openSdk(page, insecure);
  expect(await page.evaluate(() => [isSecureContext, 'caches' in globalThis])).toEqual([false, false]);
  expect(sdk.readiness).toMatchObject({ isReady: true, loaded: { files: { verification: 'verified', storage: 'not_kept' } } });
  expect(resultOf(await sdk.ask(QUESTION, { mode: 'only_on_device' }))).toMatchObject({ text: ANSWER, source: 'device' });
});
