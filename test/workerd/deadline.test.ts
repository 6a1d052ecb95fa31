import { afterEach, describe, it, vi } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { hostedPolicy } from './support/hosted-policy.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

afterEach(() => vi.useRealTimers());

/** A provider that never answers until it is told to stop. */
function silentUpstream() {
  return scriptedUpstream(({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))));
}

/** One whose headers come, and whose JSON never ends. */
function endlessUpstream() {
  return scriptedUpstream(({ signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
    });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  });
}

/** One that refuses, and never ends saying why. */
function endlessRefusal() {
  return scriptedUpstream(({ signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
    });
    return new Response(body, { status: 400 });
  });
}

describe.for([
  ['before its headers', silentUpstream],
  ['within its JSON', endlessUpstream],
  ['within its refusal', endlessRefusal],
] as const)('a provider that is late %s', ([, makeUpstream]) => {
  it.for([
    ['phirst.budget.totalMs', { phirst: { budget: { totalMs: 1 } } }, {}],
    ['x-phirst-remaining-ms', {}, { 'x-phirst-remaining-ms': '1' }],
    ['the smaller of both', { phirst: { budget: { totalMs: 60_000 } } }, { 'x-phirst-remaining-ms': '1' }],
  ] as const)('is given up after %s', async ([, fields, headers], { expect }) => {
    const upstream = makeUpstream();
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, now: () => 0 });
    const response = await router.post(CHAT, chatBody(fields), headers);
    expect(response.status).toBe(504);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect((await errorOf(response)).code).toBe('deadline_exceeded');
    expect(upstream.calls[0]?.signal.aborted).toBe(true);
  });
});

describe('a provider', () => {
  it.for([
    ['two minutes where nobody says how long it may take', {}, 120_000],
    ['ten minutes where somebody gives it more', { phirst: { budget: { totalMs: 1e12 } } }, 600_000],
  ] as const)('has %s', async ([, fields, patienceMs], { expect }) => {
    vi.useFakeTimers();
    let signal: AbortSignal | undefined;
    let answering: Promise<Response> | undefined;
    const called = new Promise<void>((resolve) => {
      const upstream = scriptedUpstream((call) => {
        signal = call.signal;
        resolve();
        return new Promise((_resolve, reject) => call.signal.addEventListener('abort', () => reject(call.signal.reason)));
      });
      const policy = hostedPolicy({ timeout: { firstChunkMs: 1e9 } });
      const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, policy });
      answering = router.post(CHAT, chatBody(fields));
    });
    await called;
    vi.advanceTimersByTime(patienceMs - 1000);
    expect(signal?.aborted).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(signal?.aborted).toBe(true);
    expect((await answering)?.status).toBe(504);
  });
});

describe('the time', () => {
  const headers = { 'content-type': 'application/json' };

  it('runs while the body is still on its way', async ({ expect }) => {
    const upstream = silentUpstream();
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch });
    const body = new ReadableStream({ pull: () => new Promise<void>(() => {}) });
    const response = await router.fetch(CHAT, { method: 'POST', headers: { ...headers, 'x-phirst-remaining-ms': '1' }, body });
    expect(response.status).toBe(504);
    expect((await errorOf(response)).code).toBe('deadline_exceeded');
  });

  it('of a body’s own budget begins with the request', async ({ expect }) => {
    const clock = { now: 0 };
    const upstream = silentUpstream();
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, now: () => clock.now });
    const bytes = new TextEncoder().encode(JSON.stringify(chatBody({ phirst: { budget: { totalMs: 4000 } } })));
    const body = new ReadableStream(
      {
        pull(controller) {
          clock.now = 5000;
          controller.enqueue(bytes);
          controller.close();
        },
      },
      // Nothing is sent before it is read.
      { highWaterMark: 0 },
    );
    const response = await router.fetch(CHAT, { method: 'POST', headers, body });
    expect(response.status).toBe(504);
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('a budget that is spent on arrival', () => {
  it('calls no provider', async ({ expect }) => {
    const upstream = silentUpstream();
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch });
    const response = await router.post(CHAT, chatBody({ phirst: { budget: { totalMs: 0 } } }));
    expect(response.status).toBe(504);
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('a caller that goes away before the headers', () => {
  it('takes the call to the provider with it', async ({ expect }) => {
    const caller = new AbortController();
    const upstream = scriptedUpstream(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          caller.abort();
        }),
    );
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch });
    const headers = { 'content-type': 'application/json' };
    const response = await router.fetch(CHAT, { method: 'POST', headers, body: JSON.stringify(chatBody()), signal: caller.signal });
    expect(response.status).toBe(499);
    expect(upstream.calls[0]?.signal.aborted).toBe(true);
  });
});
