// The client of the router against a network that fails in every way. Timers are faked: no test waits.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sse, streamOf } from '../../test/support/fake-router.ts';
import type { Query } from '../../src/query/query.ts';
import { createEdgeClient, type CompletionRequest, type EdgeEvent } from './edge-client.ts';
import { clearToLeave } from './outgoing-query.ts';

const QUERY: Query = { messages: [{ role: 'user', content: 'Hi' }], context: [], mode: 'prefer_on_device', privacy: 'any', budget: {}, maxTokens: undefined };
const LIMITS = { timeout: { firstChunkMs: 20_000, chunkMs: 15_000 }, retry: { maximumRetries: 2, maximumDelayMs: 5000 } };
const GRACE_MS = 2000;
const DELTA = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n';
const FINISH = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';

type Answer = (signal: AbortSignal) => Response | Promise<Response>;
const never: Answer = () => new Promise<Response>(() => {});

function start(answers: readonly Answer[], given: Partial<CompletionRequest> = {}) {
  const bodies: { phirst: { budget: { totalMs?: number } } }[] = [];
  const signals: AbortSignal[] = [];
  const startedAt = Date.now();
  const edge = createEdgeClient({
    baseUrl: 'http://router.test',
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(init?.body as string));
      signals.push(init?.signal as AbortSignal);
      return answers[Math.min(bodies.length, answers.length) - 1]!(init?.signal as AbortSignal);
    },
  });
  const cleared = clearToLeave(QUERY, undefined);
  if (!cleared.ok) throw new Error(cleared.error);
  const request: CompletionRequest = {
    query: cleared.value,
    reason: 'rule',
    remaining: () => ({ totalMs: 60_000 - (Date.now() - startedAt) }),
    limits: LIMITS,
    contextMessages: 0,
    signal: new AbortController().signal,
    ...given,
  };
  const events: EdgeEvent[] = [];
  const ended = (async () => {
    try {
      for await (const event of edge.complete(request)) events.push(event);
      return 'end';
    } catch (error) {
      return (error as { code: string }).code;
    }
  })();
  const text = () => events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
  return { events, ended, bodies, signals, text, elapsedMs: () => Date.now() - startedAt };
}

function refusal(status: number, headers: Record<string, string> = {}): Answer {
  return () => Response.json({ error: { message: 'No.', code: status === 429 ? 'rate_limited' : 'provider_unavailable' } }, { status, headers });
}

/** A stream of these pieces, `undefined` for a piece that never comes. */
function pieces(...given: readonly (string | undefined)[]): Answer {
  let index = 0;
  return () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          const piece = given[index++];
          if (piece === undefined) return index > given.length ? controller.close() : new Promise<void>(() => {});
          return controller.enqueue(new TextEncoder().encode(piece));
        },
      }),
      { headers: { 'content-type': 'text/event-stream' } },
    );
}

// Loading takes real time, which a faked clock doesn't wait for.
beforeAll(() => import('./read-answer-stream.ts'));
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a request that failed before any byte of an answer', () => {
  it.each([
    ['rate_limited, by retry-after-ms', refusal(429, { 'retry-after-ms': '1200' }), 1200],
    ['rate_limited, by seconds', refusal(429, { 'retry-after': '3' }), 3000],
    ['a 5xx that says so', refusal(502, { 'x-should-retry': 'true', 'retry-after': '2' }), 2000],
  ])('for %s is sent again when it was told to', async (_name, fail, waitMs) => {
    const run = start([fail, () => streamOf(['hosted'])]);
    await vi.advanceTimersByTimeAsync(waitMs - 1);
    expect(run.bodies).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await run.ended).toBe('end');
    expect(run.text()).toBe('hosted');
    expect(run.events[0]).toMatchObject({ type: 'retry', delayMs: waitMs });
    // With what is left by then.
    expect(run.bodies[1]?.phirst.budget.totalMs).toBe(60_000 - waitMs);
  });

  it('obeys a date', async () => {
    vi.setSystemTime(new Date('2026-11-06T08:49:30Z'));
    const run = start([refusal(429, { 'retry-after': 'Fri, 06 Nov 2026 08:49:34 GMT' }), () => streamOf(['hosted'])]);
    await vi.advanceTimersByTimeAsync(3999);
    expect(run.bodies).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await run.ended).toBe('end');
  });

  it('for a connection that never was is sent twice more, then is an error', async () => {
    const run = start([() => Promise.reject(new TypeError('refused'))]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await run.ended).toBe('router_unreachable');
    expect(run.bodies).toHaveLength(3);
  });

  it.each([
    ['asks for a longer wait than the policy allows', refusal(429, { 'retry-after': '30' }), {}],
    ['asks for a longer wait than is left', refusal(429, { 'retry-after': '3' }), { remaining: () => ({ totalMs: 2000 }) }],
    ['says that it is useless', refusal(429, { 'x-should-retry': 'false' }), {}],
    ['is a 5xx that says nothing', refusal(502), {}],
    ['is about the request', refusal(400, { 'x-should-retry': 'true' }), {}],
    ['meets a policy without retries', refusal(429), { limits: { ...LIMITS, retry: { maximumRetries: 0, maximumDelayMs: 0 } } }],
  ] as [string, Answer, Partial<CompletionRequest>][])('that %s is an error at once', async (_name, fail, given) => {
    const run = start([fail], given);
    expect(await run.ended).not.toBe('end');
    expect(run.bodies).toHaveLength(1);
    expect(run.elapsedMs()).toBe(0);
  });

  it('ends its wait when the app aborts', async () => {
    const app = new AbortController();
    const run = start([refusal(429, { 'retry-after': '4' })], { signal: app.signal });
    await vi.advanceTimersByTimeAsync(1000);
    app.abort();
    expect(await run.ended).toBe('aborted');
    expect(run.bodies).toHaveLength(1);
  });
});

describe('a router that falls silent', () => {
  it('before its headers has stalled, and is let go', async () => {
    const run = start([never]);
    await vi.advanceTimersByTimeAsync(LIMITS.timeout.firstChunkMs + GRACE_MS);
    expect(await run.ended).toBe('provider_stalled');
    expect(run.bodies).toHaveLength(1);
    expect(run.signals[0]?.aborted).toBe(true);
  });

  it('amid its answer has stalled, and no text is lost or doubled', async () => {
    const run = start([pieces(DELTA, DELTA, undefined)]);
    await vi.advanceTimersByTimeAsync(LIMITS.timeout.chunkMs + GRACE_MS);
    expect(await run.ended).toBe('provider_stalled');
    expect(run.text()).toBe('aa');
    expect(run.bodies).toHaveLength(1);
  });

  it('but for comments has stalled all the same once its answer has begun', async () => {
    let comment = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(DELTA));
        comment = () => controller.enqueue(new TextEncoder().encode(': phirst\n\n'));
      },
    });
    const run = start([() => new Response(body, { headers: { 'content-type': 'text/event-stream' } })]);
    const beat = setInterval(() => comment(), 5000);
    await vi.advanceTimersByTimeAsync(LIMITS.timeout.chunkMs + GRACE_MS);
    clearInterval(beat);
    expect(await run.ended).toBe('provider_stalled');
  });

  it('but for comments is waited for while it asks one model after the other', async () => {
    let say = (_text: string) => {};
    const body = new ReadableStream<Uint8Array>({ start: (controller) => (say = (text) => controller.enqueue(new TextEncoder().encode(text))) });
    const run = start([() => new Response(body, { headers: { 'content-type': 'text/event-stream' } })]);
    const beat = setInterval(() => say(': phirst\n\n'), 12_000);
    await vi.advanceTimersByTimeAsync(70_000);
    clearInterval(beat);
    say(DELTA + FINISH);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(await run.ended).toBe('end');
    expect(run.text()).toBe('a');
  });

  it('after the end of its answer has told it all', async () => {
    const run = start([pieces(DELTA, FINISH, undefined)]);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(await run.ended).toBe('end');
  });

  it('is not what a slow reader of ours makes of it', async () => {
    const edge = createEdgeClient({ baseUrl: '', fetch: async () => pieces(DELTA, DELTA, FINISH)(new AbortController().signal) });
    const cleared = clearToLeave(QUERY, undefined);
    if (!cleared.ok) throw new Error(cleared.error);
    const answer = edge.complete({ query: cleared.value, reason: 'rule', remaining: () => ({}), limits: LIMITS, contextMessages: 0, signal: new AbortController().signal });
    const seen: string[] = [];
    for await (const event of answer) {
      seen.push(event.type);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(seen).toEqual(['open', 'delta', 'delta', 'end']);
  });
});

it('learns within the stream which model serves, where the headers could not tell', async () => {
  const record = { servedModel: 'reference/large', routedModel: 'reference/small', reason: 'fallback', attempts: [{ model: 'reference/small' }, { model: 'reference/large' }] };
  const late = new Response(`: phirst\n\ndata: ${JSON.stringify({ choices: [], phirst: record })}\n\n${DELTA}${FINISH}`, {
    headers: { 'content-type': 'text/event-stream', 'x-phirst-routed-model': 'reference/small' },
  });
  const run = start([() => late]);
  expect(await run.ended).toBe('end');
  expect(run.events).toEqual([
    { type: 'open', servedModel: undefined, routedModel: 'reference/small', reason: undefined },
    { type: 'open', servedModel: 'reference/large', routedModel: 'reference/small', reason: 'fallback', attempts: 2 },
    { type: 'delta', text: 'a' },
    { type: 'end', finishReason: 'stop' },
  ]);
});

it('stops reading at the end of the answer, whatever the connection does', async () => {
  const run = start([pieces(DELTA, FINISH, 'data: [DONE]\n\n', undefined)]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await run.ended).toBe('end');
});

it('takes no event without end', async () => {
  const run = start([() => sse(`${DELTA}data: ${'x'.repeat(2_200_000)}`)]);
  expect(await run.ended).toBe('provider_response_invalid');
});

it('tells which hosted model a conversation goes on from', async () => {
  const bodies: { phirst: { previousModel?: string } }[] = [];
  const edge = createEdgeClient({
    baseUrl: '',
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(init?.body as string));
      const { body } = await pieces(DELTA, DELTA, FINISH)(new AbortController().signal);
      return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-phirst-served-model': 'openai/gpt-4o' } });
    },
  });
  const ask = async (messages: typeof QUERY.messages) => {
    const cleared = clearToLeave({ ...QUERY, messages }, undefined);
    if (!cleared.ok) throw new Error(cleared.error);
    for await (const event of edge.complete({ query: cleared.value, reason: 'rule', remaining: () => ({}), limits: LIMITS, contextMessages: 0, signal: new AbortController().signal })) void event;
  };
  await ask(QUERY.messages);
  await ask([...QUERY.messages, { role: 'assistant', content: 'aa' }, { role: 'user', content: 'And then?' }]);
  await ask([...QUERY.messages, { role: 'assistant', content: 'What the device said' }, { role: 'user', content: 'And then?' }]);
  expect(bodies.map(({ phirst }) => phirst.previousModel)).toEqual([undefined, 'openai/gpt-4o', undefined]);
});
