// What the router does when hosted models fail: asks again, asks the next one, and says so.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { describe, it, vi } from 'vitest';
import { createApp } from '../../router/app.ts';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { hostedPolicy } from './support/hosted-policy.ts';
import { COMPLETION, eventStream, scriptedUpstream, type UpstreamCall } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const PATIENT = hostedPolicy({ retry: { maximumRetries: 1, maximumDelayMs: 50 }, maximumFallbacks: 1 });
const DELTA = 'data: {"id":"c1","choices":[{"delta":{"content":"Lima"}}]}\n\n';
const FINISH = 'data: {"id":"c1","choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
const USAGE = 'data: {"id":"c1","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3}}\n\n';
const DONE = 'data: [DONE]\n\n';
const STREAM = chatBody({ stream: true });

type Answer = (call: UpstreamCall) => Response | Promise<Response>;

/** The nth call gets the nth answer, and every later one the last. */
function start(answers: readonly Answer[], policy: Policy = PATIENT) {
  const upstream = scriptedUpstream((call) => answers[Math.min(upstream.calls.length, answers.length) - 1]!(call));
  const outcomes: OutcomeEvent[] = [];
  const settled: { reserved: number; spent: number }[] = [];
  const router = startRouter({
    env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' },
    fetch: upstream.fetch,
    policy,
    draw: () => 0,
    newDecisionId: () => 'decision-1',
    eventsOf: () => ({ recordAll: async () => undefined, record: async (events) => void outcomes.push(events.at(-1)?.event as OutcomeEvent) }),
    ledgerOf: () => ({ reserve: async (_client, reserved) => ({ settle: async (spent) => void settled.push({ reserved, spent }) }) }),
  });
  return { router, upstream, outcomes, settled, models: () => upstream.calls.map(({ body }) => body['model']) };
}

const good = () => Response.json(COMPLETION);
const goodStream = () => eventStream([DELTA, FINISH, USAGE, DONE]);
const status = (code: number, headers: Record<string, string> = {}) => () => Response.json({ error: { message: 'no' } }, { status: code, headers });
const silent: Answer = ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('a failure that may pass', () => {
  it.for([
    ['a refused connection', () => Promise.reject(new TypeError('refused'))],
    ['500', status(500, { 'retry-after-ms': '1' })],
    ['529', status(529, { 'retry-after-ms': '1' })],
    ['429 with retry-after-ms', status(429, { 'retry-after-ms': '1' })],
    ['429 with seconds', status(429, { 'retry-after': '0.01' })],
    ['429 with a date that has passed', status(429, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' })],
    ['JSON that breaks off', () => new Response('{"choices":[')],
    ['an error inside a 200', () => Response.json({ error: { message: 'overloaded', code: 503 } })],
  ] as [string, Answer][])('%s: is followed by an answer', async ([, fail], { expect }) => {
    const { router, models, outcomes } = start([fail, good], hostedPolicy({ retry: { maximumRetries: 1, maximumDelayMs: 500 } }));
    const response = await router.post(CHAT, chatBody());
    expect(response.status).toBe(200);
    expect(response.headers.get('x-phirst-attempts')).toBe('2');
    expect(models()).toHaveLength(2);
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ code: null, attempts: [{ model: 'openai/gpt-4o-mini' }, { code: 'ok' }] });
  });

  it('that lasts longer than the policy waits is left for the next model at once', async ({ expect }) => {
    const { router, models } = start([status(429, { 'retry-after': '60' }), good]);
    const response = await router.post(CHAT, chatBody());
    expect(models()).toEqual(['gpt-4o-mini', 'gpt-4o']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-phirst-routed-model': 'openai/gpt-4o-mini',
      'x-phirst-served-model': 'openai/gpt-4o',
      'x-phirst-reason': 'fallback',
      'x-phirst-attempts': '2',
    });
    expect(await response.json()).toMatchObject({
      phirst: { servedModel: 'openai/gpt-4o', reason: 'fallback', attempts: [{ model: 'openai/gpt-4o-mini', code: 'provider_rate_limited' }, { model: 'openai/gpt-4o', code: 'ok' }] },
    });
  });
});

describe('a failure that would stay', () => {
  it.for([400, 413, 422, 405])('HTTP %i surfaces: the request itself is rejected', async (code, { expect }) => {
    const { router, models, settled } = start([status(code), good]);
    const response = await router.post(CHAT, chatBody());
    expect((await errorOf(response)).code).toBe('provider_rejected');
    expect(models()).toHaveLength(1);
    expect(settled).toEqual([{ reserved: expect.any(Number), spent: 0 }]);
  });

  it.for([401, 402, 403, 404, 307])('HTTP %i goes to the next model', async (code, { expect }) => {
    const { router, models } = start([status(code), good]);
    expect((await router.post(CHAT, chatBody())).status).toBe(200);
    expect(models()).toEqual(['gpt-4o-mini', 'gpt-4o']);
  });

  it('of a model that was asked for by name is nobody else’s to answer', async ({ expect }) => {
    const { router, models, outcomes } = start([status(401), good]);
    const response = await router.post(CHAT, chatBody({ model: 'openai/gpt-4o-mini' }));
    expect((await errorOf(response)).code).toBe('provider_not_configured');
    expect(response.headers.get('x-phirst-attempts')).toBe('1');
    expect(response.headers.get('x-phirst-served-model')).toBeNull();
    expect(models()).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ code: 'provider_not_configured', servedModel: null, costMicroUsd: 0 });
  });

  it('of all models is the last one’s', async ({ expect }) => {
    const { router, models } = start([status(401), status(500, { 'retry-after-ms': '1' })]);
    const response = await router.post(CHAT, chatBody());
    expect((await errorOf(response)).code).toBe('provider_unavailable');
    expect(models()).toEqual(['gpt-4o-mini', 'gpt-4o', 'gpt-4o']);
  });
});

describe('a stream', () => {
  const ROLE = 'data: {"id":"c0","choices":[{"delta":{"role":"assistant","content":""}}]}\n\n';
  it.for([
    ['an error event', () => eventStream([ROLE, 'data: {"error":{"message":"overloaded"}}\n\n'])],
    ['an error body under a 200', () => Response.json({ error: { message: 'overloaded' } })],
    ['nothing at all', () => eventStream([])],
    ['a role and its end', () => eventStream([ROLE, DONE])],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['a piece of it and its failure at once', () => eventStream([DELTA + 'data: {"error":{"message":"overloaded"}}\n\n'])],
    ['a cut connection', () => eventStream([ROLE], 'break')],
    ['a first event that is no JSON', () => eventStream(['data: {oops\n\n'])],
    ['an event without end', () => eventStream([`data: ${'x'.repeat(600_000)}`, 'x'.repeat(600_000)])],
    ['silence after its headers', ({ signal }: UpstreamCall) => eventStream([ROLE], { waitFor: signal })],
    ['silence before them', silent],
  ] as [string, Answer][])('that begins with %s is another model’s', async ([, fail], { expect }) => {
    const policy = hostedPolicy({ retry: { maximumRetries: 0, maximumDelayMs: 0 }, timeout: { firstChunkMs: 40 } });
    const { router, models, outcomes, settled } = start([fail, goodStream], policy);
    const response = await router.post(CHAT, STREAM);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(DELTA + FINISH + DONE);
    expect(models()).toEqual(['gpt-4o-mini', 'gpt-4o']);
    expect(response.headers.get('x-phirst-served-model')).toBe('openai/gpt-4o');
    expect(response.headers.get('x-phirst-reason')).toBe('fallback');
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ code: null, servedModel: 'openai/gpt-4o', reason: 'fallback' });
    expect(settled).toHaveLength(2);
  });

  it.for([
    ['an error event', 'data: {"error":{"message":"key sk-9 is blocked"}}\n\n', 'provider_unavailable'],
    ['a [DONE] without a finish', DONE, 'stream_truncated'],
    ['an event that is no JSON', 'data: {oops\n\n', 'provider_response_invalid'],
    ['an event without end', `data: ${'x'.repeat(1_100_000)}`, 'provider_response_invalid'],
  ])('that goes on with %s ends in one typed error', async ([, bytes, code], { expect }) => {
    const { router, models, outcomes } = start([() => eventStream([DELTA, bytes!, FINISH, DONE])]);
    const text = await (await router.post(CHAT, STREAM)).text();
    expect(text.startsWith(`${DELTA}data: {"error":`)).toBe(true);
    expect(text).toContain(`"code":"${code}"`);
    expect(text).not.toContain('sk-9');
    expect(text).not.toContain('[DONE]');
    expect(models()).toHaveLength(1);
    expect(outcomes).toMatchObject([{ code, servedModel: 'openai/gpt-4o-mini' }]);
  });

  it('that stalls amid its answer ends in one typed error, and the provider is let go', async ({ expect }) => {
    const { router, upstream } = start([({ signal }) => eventStream([DELTA], { waitFor: signal })], hostedPolicy({ timeout: { chunkMs: 30 } }));
    const text = await (await router.post(CHAT, STREAM)).text();
    expect(text.startsWith(DELTA)).toBe(true);
    expect(text.match(/"code":"provider_stalled"/g)).toHaveLength(1);
    expect(upstream.calls[0]?.signal.aborted).toBe(true);
  });

  it('passes its usage on to those who ask for it, and is metered by it for all', async ({ expect }) => {
    const { router, upstream, settled, outcomes } = start([goodStream]);
    expect(await (await router.post(CHAT, STREAM)).text()).toBe(DELTA + FINISH + DONE);
    const asked = chatBody({ stream: true, stream_options: { include_usage: true } });
    expect(await (await router.post(CHAT, asked)).text()).toBe(DELTA + FINISH + USAGE + DONE);
    expect(upstream.calls.map(({ body }) => body['stream_options'])).toEqual([{ include_usage: true }, { include_usage: true }]);
    // 12 × 0.15 + 3 × 0.6
    expect(settled.map(({ spent }) => spent)).toEqual([expect.closeTo(3.6, 9), expect.closeTo(3.6, 9)]);
    expect(outcomes[0]).toMatchObject({ inputTokens: 12, outputTokens: 3, isCostEstimated: false, code: null });
  });

  it.for([
    ['its answer', [DELTA + FINISH + USAGE + DONE], 0],
    ['the comments before it', [], 2200],
  ] as [string, string[], number][])('whose caller never reads %s is settled when its time is up', async ([, chunks, silenceMs], { expect }) => {
    const { router, settled, outcomes } = start([({ signal }) => eventStream(chunks, { waitFor: signal })], hostedPolicy({ maximumFallbacks: 0 }));
    const response = await router.post(CHAT, chatBody({ stream: true, phirst: { budget: { totalMs: silenceMs + 150 } } }));
    expect(settled).toHaveLength(0);
    await vi.waitFor(() => expect(settled).toHaveLength(1), 1000);
    expect(outcomes).toMatchObject([{ code: 'deadline_exceeded' }]);
    const text = await response.text();
    expect(text.match(/"error":\{.*"code":"deadline_exceeded"/g)).toHaveLength(1);
  });

  it('whose caller leaves is settled by what has passed, once', async ({ expect }) => {
    const { router, upstream, settled, outcomes } = start([({ signal }) => eventStream([DELTA], { waitFor: signal })]);
    const caller = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const response = await router.fetch(CHAT, { method: 'POST', headers, body: JSON.stringify(STREAM), signal: caller.signal });
    const reader = response.body!.getReader();
    await reader.read();
    caller.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(upstream.calls[0]?.signal.aborted).toBe(true);
    expect(settled).toHaveLength(1);
    expect(settled[0]!.spent).toBeGreaterThan(0);
    expect(settled[0]!.spent).toBeLessThan(settled[0]!.reserved);
    expect(outcomes).toMatchObject([{ code: 'aborted', isCostEstimated: true }]);
  });
});

describe('the money', () => {
  it.for([
    ['sends little but tools', {}, { tools: [{ type: 'function', function: { name: 'f', description: 'word '.repeat(10_000) } }] }, 1500],
    ['leaves while a model is thinking', { waitMs: 150 }, {}, 20],
    ['is told in between that nothing was used yet', { usage: { prompt_tokens: 1, completion_tokens: 0 } }, {}, 3],
  ] as [string, { waitMs?: number; usage?: object }, object, number][])('of an answer that broke off is no less when its caller %s', async ([, { waitMs = 0, usage }, fields, least], { expect }) => {
    const first = usage ? `data: ${JSON.stringify({ choices: [{ delta: { content: 'Lima' } }], usage })}\n\n` : DELTA;
    const { router, settled } = start([({ signal }) => eventStream([first], { waitFor: signal })]);
    const caller = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(chatBody({ stream: true, ...fields }));
    const response = await router.fetch(CHAT, { method: 'POST', headers, body, signal: caller.signal });
    await response.body!.getReader().read();
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    caller.abort();
    await vi.waitFor(() => expect(settled).toHaveLength(1));
    // In micro-USD: 10,000 words at 0.15 each, 15 tokens in 0.15 s at 0.6, a prompt and a token.
    expect(settled[0]!.spent).toBeGreaterThan(least);
    expect(settled[0]!.spent).toBeLessThanOrEqual(settled[0]!.reserved);
  });

  it('is reserved at the most an attempt can cost, before it, and given back after it', async ({ expect }) => {
    const { router, settled } = start([status(500, { 'retry-after-ms': '1' }), good]);
    await router.post(CHAT, chatBody({ max_tokens: 100 }));
    expect(settled).toHaveLength(2);
    expect(settled[0]).toEqual({ reserved: settled[1]!.reserved, spent: 0 });
    // 100 × 0.6 and the prompt
    expect(settled[1]!.reserved).toBeGreaterThan(60);
    expect(settled[1]!.spent).toBeCloseTo(3.6, 9);
  });

  it('of an answer whose usage is told nowhere is estimated by its length, and by the longest where nothing was seen', async ({ expect }) => {
    const long = `data: {"choices":[{"delta":{"content":"${'word '.repeat(60)}"}}]}\n\n`;
    const stream = start([() => eventStream([long, FINISH])]);
    await (await stream.router.post(CHAT, STREAM)).text();
    // 300 characters of three to the token, at 0.6
    expect(stream.settled[0]!.spent).toBeGreaterThanOrEqual(60);
    expect(stream.outcomes[0]).toMatchObject({ outputTokens: 100, isCostEstimated: true });
    const { usage: _usage, ...untold } = COMPLETION;
    const json = start([() => Response.json(untold)]);
    await json.router.post(CHAT, chatBody({ max_tokens: 500 }));
    expect(json.outcomes[0]).toMatchObject({ outputTokens: 500, isCostEstimated: true });
  });

  it.for([1e300, -1, 0.5, '3', null])('isn’t settled by a usage that is none: %s', async (completion_tokens, { expect }) => {
    const { router, settled, outcomes } = start([() => Response.json({ ...COMPLETION, usage: { prompt_tokens: 12, completion_tokens } })]);
    expect((await router.post(CHAT, chatBody())).status).toBe(200);
    expect(settled[0]!.spent).toBe(settled[0]!.reserved);
    expect(outcomes[0]).toMatchObject({ isCostEstimated: true });
  });

  it('that is gone with a first attempt is not there for the second', async ({ expect }) => {
    const policy = hostedPolicy({ retry: { maximumRetries: 0, maximumDelayMs: 0 } });
    // Enough for one answer of the dear model, not for what a cheap one that broke off has cost as well.
    const broken = () => new Response('{"choices":[');
    const { router, models } = start([broken, good], policy);
    const phirst = { budget: { costMicroUsd: 1100 } };
    const response = await router.post(CHAT, chatBody({ max_tokens: 100, phirst }));
    expect((await errorOf(response)).code).toBe('stream_truncated');
    expect(models()).toEqual(['gpt-4o-mini']);
  });

  it('that is not there asks no provider, and is not what a later try fails of', async ({ expect }) => {
    const upstream = scriptedUpstream(() => Response.json({}, { status: 401 }));
    let left = 1;
    const ledger = {
      reserve: async () => {
        if (left-- <= 0) throw new PhirstError('spend_cap_reached', 'Spent.');
        return { settle: async () => {} };
      },
    };
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, ledgerOf: () => ledger });
    expect((await errorOf(await router.post(CHAT, chatBody()))).code).toBe('provider_not_configured');
    expect((await errorOf(await router.post(CHAT, chatBody()))).code).toBe('spend_cap_reached');
    expect(upstream.calls).toHaveLength(1);
  });

  it('is not waited for beyond the deadline, and comes back when it is late', async ({ expect }) => {
    let grant = () => {};
    let spent: number | undefined;
    const granted = new Promise<void>((resolve) => (grant = resolve));
    const ledger = { reserve: async () => (await granted, { settle: async (given: number) => void (spent = given) }) };
    const context = createExecutionContext();
    const body = JSON.stringify(chatBody({ phirst: { budget: { totalMs: 30 } } }));
    const request = new Request(`http://localhost:8787${CHAT}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const response = await createApp({ ledgerOf: () => ledger }).fetch(request, { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, context);
    expect((await errorOf(response)).code).toBe('deadline_exceeded');
    let isOver = false;
    const over = waitOnExecutionContext(context).then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    // Without its context, which ends with the last promise it waits for, nothing would be given back.
    expect(isOver).toBe(false);
    grant();
    await over;
    expect(spent).toBe(0);
  });
});

describe('the record of a request', () => {
  it('goes to the queue where one is bound, and one that is lost there costs no answer', async ({ expect }) => {
    const sent: unknown[] = [];
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const queue = {
      async sendBatch(batch: Iterable<{ body: StoredEvent }>) {
        sent.push([...batch].at(-1)?.body);
        if (sent.length > 1) throw new Error('full');
      },
    };
    const env = { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1', EVENTS: queue as unknown as Queue };
    const router = startRouter({ env, fetch: scriptedUpstream(good).fetch, newDecisionId: () => 'decision-1' });
    for (let time = 0; time < 2; time++) expect((await router.post(CHAT, chatBody())).status).toBe(200);
    expect(sent).toMatchObject([{ standing: 'edge', unit: null, event: { type: 'outcome', decisionId: 'decision-1', code: null } }, { event: { type: 'outcome' } }]);
    expect(log).toHaveBeenCalledWith('{"event":"outcome_lost","decisionId":"decision-1","name":"Error"}');
    log.mockRestore();
  });

  it.for([
    ['that is no JSON', '{', {}, 'invalid_request'],
    ['whose time is over on arrival', chatBody(), { 'x-phirst-remaining-ms': '0' }, 'deadline_exceeded'],
    ['for a model nobody knows', chatBody({ model: 'openai/gpt-9' }), {}, 'model_not_found'],
    ['that no model is cheap enough for', chatBody({ phirst: { budget: { costMicroUsd: 1 } } }), {}, 'over_cost_budget'],
  ] as [string, unknown, Record<string, string>, string][])('%s is kept once, without its text', async ([, body, headers, code], { expect }) => {
    const { router, outcomes, upstream } = start([good]);
    await router.post(CHAT, body, headers);
    expect(outcomes).toMatchObject([{ id: 'decision-1:edge', observer: 'edge', code, attempts: [], servedModel: null, costMicroUsd: 0 }]);
    expect(upstream.calls).toHaveLength(0);
    expect(JSON.stringify(outcomes)).not.toContain('Peru');
  });
});
