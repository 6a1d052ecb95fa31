// What is sent, and what is cut, when a page or the other end goes away. The router is the real app over HTTP, on another
// origin than the page's, so that the browser's CORS has its say.
import { createApp } from '../../router/app.ts';
import type { Phirst } from '../../client-sdk/index.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { journey } from '../support/journey.ts';
import { importSdk, openSdk, resultOf } from '../support/sdk-page.ts';
import { serveFetch } from '../support/serve-fetch.ts';
import '../support/workerd-globals.ts';

/** The browser under test resolves no other name than this. */
const localhost = (url: string) => url.replace('127.0.0.1', 'localhost');

const execution = { waitUntil() {}, passThroughOnException() {}, props: {} };

journey('feedback given just before the page is left arrives at the router, once', async ({ page, phirstUrl, expect }) => {
  const kept: StoredEvent['event'][] = [];
  const sink = { record: async () => undefined, recordAll: async (events: readonly StoredEvent[]) => void kept.push(...events.map(({ event }) => event)) };
  const app = createApp({ eventsOf: () => sink });
  const env = { PROVIDER_KEY: 'a-key', PHIRST_ALLOWED_ORIGINS: phirstUrl };
  await using router = await serveFetch((request) => app.fetch(request, env, execution));
  await page.goto(`${phirstUrl}/healthz`);
  await importSdk(page);
  await page.evaluate(async (url) => {
    const { createPhirst } = (globalThis as unknown as { phirstSdk: typeof import('../../client-sdk/index.ts') }).phirstSdk;
    const phirst: Phirst = createPhirst({ router: url, events: true });
    phirst.feedback('an-answer-0001', 'good');
    // Its chunk has arrived when it is in the store; nothing is sent before five seconds are over.
    while (!Object.keys(localStorage).some((key) => key.startsWith('phirst.event:'))) await new Promise((resolve) => setTimeout(resolve, 20));
  }, localhost(router.url));
  expect(kept).toEqual([]);
  await page.goto('about:blank');
  await expect.poll(() => kept.length, { timeout: 4000 }).toBeGreaterThan(0);
  // Being hidden and being closed are two events of one leaving.
  await new Promise((resolve) => setTimeout(resolve, 300));
  // Without a session or a key nobody says whose it is: it is kept under a name that joins nothing of anybody's.
  expect(kept).toMatchObject([{ type: 'feedback', decisionId: 'unverified.an-answer-0001', rating: 1 }]);
});

journey('a hosted answer whose connection breaks midway is withdrawn for the device’s, and is one typed error without a device', async ({ page, phirstUrl, expect }) => {
  const cut = () =>
    new Response(
      new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('data: {"choices":[{"delta":{"content":"The capital of"},"finish_reason":null}]}\n\n'));
          await new Promise((resolve) => setTimeout(resolve, 300));
          controller.error(new Error('cut'));
        },
      }),
      { headers: { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' } },
    );
  const app = createApp();
  const env = { PROVIDER_KEY: 'a-key', PHIRST_ALLOWED_ORIGINS: phirstUrl };
  await using router = await serveFetch((request) => (request.method === 'POST' ? cut() : app.fetch(request, env, execution)));
  const sdk = await openSdk(page, phirstUrl, {}, false);
  await page.evaluate(async (url) => {
    const { createPhirst } = (globalThis as unknown as { phirstSdk: typeof import('../../client-sdk/index.ts') }).phirstSdk;
    const phirst = createPhirst({ router: url, backends: ['wasm'] });
    await phirst.policy();
    await phirst.prepare();
    (globalThis as unknown as { phirst: Phirst }).phirst = phirst;
  }, localhost(router.url));
  const fallen = await sdk.ask('What is the capital of France?', { mode: 'prefer_in_cloud' });
  expect(fallen.parts).toContainEqual({ type: 'text-delta', text: 'The capital of', source: 'hosted' });
  expect(fallen.parts.find(({ type }) => type === 'revise')).toMatchObject({ withdrawnText: 'The capital of' });
  expect(resultOf(fallen)).toMatchObject({ source: 'device', text: 'The capital of France is Paris.', isUnsure: true });
  const alone = await sdk.ask('What is the capital of France?', { mode: 'only_in_cloud' });
  expect(alone.terminal).toMatchObject({ type: 'error', code: 'stream_truncated' });
});
