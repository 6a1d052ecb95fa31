import { describe, it } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, eventStream, scriptedUpstream, type UpstreamCall } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

function start(answer: (call: UpstreamCall) => Response | Promise<Response>) {
  const upstream = scriptedUpstream(answer);
  return { upstream, router: startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, now: () => 0 }) };
}

const STREAM = chatBody({ stream: true });
const DELTA = 'data: {"choices":[{"delta":{"content":"Li"}}]}\n\n';
const FINISH = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';

/** The events of a stream's text, parsed where they are JSON. */
function eventsIn(text: string): unknown[] {
  return text
    .split('\n\n')
    .filter((event) => event.trim() !== '')
    .map((event) => JSON.parse(event.trim().slice('data: '.length)));
}

describe('a stream', () => {
  it('passes as the bytes it came as, whatever they are', async ({ expect }) => {
    const chunks = [': comment\r\n\r\n', 'data: {"a":1}\n', '\ndata: {"b":"é', '…"}\n\n', 'event: x\rdata: {}\r\r', FINISH, 'data: [DONE]\n\n'];
    const { router } = start(() => eventStream(chunks));
    const response = await router.post(CHAT, STREAM);
    expect(await response.text()).toBe(chunks.join(''));
  });

  it('that ends well is closed as it is, even without [DONE]', async ({ expect }) => {
    const { router } = start(() => eventStream([DELTA, FINISH]));
    expect(await (await router.post(CHAT, STREAM)).text()).toBe(DELTA + FINISH);
  });

  it('that breaks off ends with an event that says so', async ({ expect }) => {
    const { router } = start(() => eventStream([DELTA], 'break'));
    const text = await (await router.post(CHAT, STREAM)).text();
    expect(text.startsWith(DELTA)).toBe(true);
    expect(eventsIn(text).at(-1)).toEqual({
      error: { code: 'stream_truncated', type: 'server_error', param: null, message: expect.any(String) },
    });
  });

  it('that breaks off within an event passes on no half of one', async ({ expect }) => {
    const { router } = start(() => eventStream([DELTA, 'data: {"choi'], 'break'));
    const text = await (await router.post(CHAT, STREAM)).text();
    expect(text.startsWith(`${DELTA}data: {"error":`)).toBe(true);
  });

  it('that just stops ends with an event that says so', async ({ expect }) => {
    const { router } = start(() => eventStream([DELTA]));
    const text = await (await router.post(CHAT, STREAM)).text();
    expect(eventsIn(text).at(-1)).toMatchObject({ error: { code: 'stream_truncated' } });
  });

  it('that runs out of time ends with an event that says so, and the provider is let go', async ({ expect }) => {
    const { router, upstream } = start(({ signal }) => eventStream([DELTA], { waitFor: signal }));
    const response = await router.post(CHAT, chatBody({ stream: true, phirst: { budget: { totalMs: 100 } } }));
    expect(response.status).toBe(200);
    const events = eventsIn(await response.text());
    expect(events.at(-1)).toMatchObject({ error: { code: 'deadline_exceeded' } });
    expect(upstream.calls[0]?.signal.aborted).toBe(true);
  });

  it('whose reader goes away is cancelled at the provider', async ({ expect }) => {
    let body: ReadableStream<Uint8Array> | undefined;
    const cancelled = new Promise<void>((resolve) => {
      body = new ReadableStream({
        pull: (controller) => controller.enqueue(new TextEncoder().encode(DELTA)),
        cancel: () => resolve(),
      });
    });
    const { router } = start(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    const response = await router.post(CHAT, STREAM);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    await expect(cancelled).resolves.toBeUndefined();
  });

  it('that the provider answers as JSON is none', async ({ expect }) => {
    const { router } = start(() => Response.json(COMPLETION));
    const response = await router.post(CHAT, STREAM);
    expect(response.status).toBe(502);
    expect((await errorOf(response)).code).toBe('provider_response_invalid');
  });
});
