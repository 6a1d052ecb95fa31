// An abort in the page travels through workerd to the hosted model, which stops.
import { afterAll, beforeAll, vi } from 'vitest';
import { createReferenceHost } from '../../router/reference-host/reference-host.ts';
import { startPhirst, type RunningPhirst } from '../../scripts/serve/start-phirst.ts';
import { journey } from '../support/journey.ts';
import { openSdk } from '../support/sdk-page.ts';
import { serveFetch, type ServedFetch } from '../support/serve-fetch.ts';

const host = createReferenceHost();
let provider: ServedFetch;
let phirst: RunningPhirst;

beforeAll(async () => {
  // The policy's models of OpenAI, played by the reference host's slow one over real HTTP.
  provider = await serveFetch(async (request) => {
    const body = { ...((await request.json()) as object), model: 'large' };
    return host.fetch(new Request(request.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: request.signal }));
  });
  phirst = await startPhirst({
    port: 0,
    build: false,
    referenceHost: false,
    environmentVariables: { PROVIDER_URL: `${provider.url}/v1`, PROVIDER_KEY: 'stand-in' },
  });
});

afterAll(async () => {
  await phirst.stop();
  await provider[Symbol.asyncDispose]();
});

journey('the hosted model sees the abort', async ({ page, expect }) => {
  const sdk = await openSdk(page, phirst.url, {}, false);
  const asked = await sdk.ask('Write a story about a lighthouse keeper.', { abortAtFirstTextFrom: 'hosted' });
  expect(asked.terminal).toMatchObject({ type: 'error', code: 'aborted' });
  await vi.waitFor(() => expect(host.seen()).toMatchObject({ requests: 1, completed: 0, cancelled: 1 }), { timeout: 20_000 });
});
