// One query through the whole session, with a scripted engine and a stand-in for the router's network.
import { describe, expect, it } from 'vitest';
import { FEATURES, FEATURE_VERSION } from '../../src/confidence/answer-features.ts';
import { scriptedCalibration } from '../../test/support/scripted-calibration.ts';
import { createFakeRouter, sse, streamOf, type FakeRouter } from '../../test/support/fake-router.ts';
import { createScriptedEngine, scriptedToken, type ScriptedEngineOptions } from '../../test/support/scripted-engine.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { createPhirst } from '../client.ts';
import type { AskOptions, PhirstOptions } from '../client-options.ts';
import type { AnswerPart, AnswerResult } from './answer-part.ts';
// What `prepare` loads: read before the first test, not in its time.
import './device-path.ts';

const sure = (text: string) => scriptedToken(text, -0.001);
const unsure = (text: string) => scriptedToken(text, -2);
/** Holds a token back until the generation is interrupted. */
const forever = new Promise<void>(() => {});
const SURE = [sure('Par'), sure('is'), sure('.')];
const UNSURE = [unsure('Lon'), unsure('don'), unsure('.')];

const standard = loadDefaultPolicy();
const strict = { ...standard, accept: { ...standard.accept, whenUnsure: 'withhold' as const } };

async function ask(
  engine: ScriptedEngineOptions,
  router: FakeRouter,
  askOptions: AskOptions = {},
  options: PhirstOptions = {},
  question = 'What is the capital of France?',
) {
  const phirst = createPhirst({ router: 'http://router.test', fetch: router.fetch, createEngine: () => createScriptedEngine(engine), ...options });
  await phirst.prepare();
  const parts: AnswerPart[] = [];
  for await (const part of phirst.ask(question, askOptions)) parts.push(part);
  return parts;
}

async function partsOf(answer: AsyncIterable<AnswerPart>): Promise<AnswerPart[]> {
  const parts: AnswerPart[] = [];
  for await (const part of answer) parts.push(part);
  return parts;
}

function resultOf(parts: readonly AnswerPart[]): AnswerResult {
  const last = parts.at(-1);
  if (last?.type !== 'finish') throw new Error(`ended in ${JSON.stringify(last)}`);
  return last.result;
}

function codeOf(parts: readonly AnswerPart[]): string {
  const last = parts.at(-1);
  if (last?.type !== 'error') throw new Error(`ended in ${JSON.stringify(last)}`);
  return last.error.code;
}

describe('on the device', () => {
  it('keeps a sure answer and asks nobody', async () => {
    const router = createFakeRouter();
    const result = resultOf(await ask({ tokens: SURE }, router));
    expect(result).toMatchObject({ text: 'Paris.', source: 'device', reason: 'confident', isUnsure: false });
    expect(result.confidence).toBeCloseTo(Math.exp(-0.003), 9);
    expect(router.completions).toEqual([]);
  });

  it('puts the supplied context in front of the question, on the device as above', async () => {
    const router = createFakeRouter();
    let seen: readonly { content: string }[] = [];
    await ask({ tokens: (messages) => ((seen = messages), UNSURE) }, router, { context: ['Teschen, 1779.'] });
    expect(seen[0]?.content).toContain('Teschen, 1779.');
    expect(router.completions[0]?.['messages']).toEqual(seen);
  });

  it('marks what may not leave, or withholds it where the policy says so', async () => {
    const router = createFakeRouter();
    const marked = resultOf(await ask({ tokens: UNSURE }, router, { privacy: 'device-only' }));
    expect(marked).toMatchObject({ text: 'London.', reason: 'unsure_kept', isUnsure: true, blockedBy: 'privacy_device_only' });
    expect(marked.usage.allHostedCostMicroUsd).toBe(0);
    const withheld = await ask({ tokens: UNSURE }, router, { privacy: 'device-only' }, { policy: strict });
    expect(codeOf(withheld)).toBe('answer_withheld');
    // Withheld means that nobody ever saw it.
    expect(withheld.some((part) => part.type === 'text-delta')).toBe(false);
    expect(router.completions).toEqual([]);
  });

  it('shows a sure answer under a withholding policy, and withholds an unsure one when the router fails', async () => {
    const shown = await ask({ tokens: SURE }, createFakeRouter(), {}, { policy: strict });
    expect(shown.filter((part) => part.type === 'text-delta').map((part) => part.text)).toEqual(['Par', 'is', '.']);
    const down = createFakeRouter({ complete: () => Promise.reject(new TypeError('fetch failed')) });
    expect(codeOf(await ask({ tokens: UNSURE }, down, {}, { policy: strict }))).toBe('answer_withheld');
  });

  it('takes answers without logits for unsure', async () => {
    const router = createFakeRouter();
    const result = resultOf(await ask({ tokens: [{ text: 'Paris.' }] }, router));
    expect(result).toMatchObject({ source: 'hosted', reason: 'low_confidence' });
  });

  it('hands up an answer that was cut at the policy’s length, not one cut at the app’s own', async () => {
    const router = createFakeRouter();
    expect(resultOf(await ask({ tokens: SURE }, router, { maxTokens: 2 }))).toMatchObject({ text: 'Paris', source: 'device', reason: 'confident' });
    const short = { ...standard, device: { ...standard.device, maximumOutputTokens: 2 } };
    expect(resultOf(await ask({ tokens: SURE }, router, {}, { policy: short }))).toMatchObject({ source: 'hosted', reason: 'incomplete' });
  });

  it('keeps what a promise lets it keep, hands up what it doesn’t, and says what came of it', async () => {
    const promising = (promise: object) => ({ policy: { ...standard, accept: { ...standard.accept, promise } } as typeof standard, calibration: scriptedCalibration() });
    const promised = (parts: readonly AnswerPart[]) => resultOf(parts).trace.find(({ step }) => step === 'promised')?.detail;
    const kept = await ask({ tokens: SURE }, createFakeRouter(), {}, promising({ wrongKept: 0.05 }));
    expect(resultOf(kept)).toMatchObject({ source: 'device', reason: 'confident' });
    expect(promised(kept)).toMatchObject({ wrongKept: 0.05, keepBelow: 0.8 });
    expect(resultOf(await ask({ tokens: UNSURE }, createFakeRouter(), {}, promising({ wrongKept: 0.05 })))).toMatchObject({ source: 'hosted', reason: 'low_confidence' });
    const refused = await ask({ tokens: SURE }, createFakeRouter(), {}, promising({ wrongKept: 0.001 }));
    expect(resultOf(refused)).toMatchObject({ source: 'hosted', reason: 'promise_refused' });
    expect(promised(refused)).toMatchObject({ refused: 'labels', labelsNeeded: 2995 });
    const elsewhere = await ask({ tokens: SURE }, createFakeRouter(), {}, { ...promising({ wrongKept: 0.05 }), calibration: scriptedCalibration({ dtype: 'q4' }) });
    expect(promised(elsewhere)).toMatchObject({ refused: 'uncalibrated' });
  });

  it('hands up midway by the evidence that came with the calibration', async () => {
    const weights = FEATURES.map((name) => (name === 'minimum' ? 1 : 0));
    const scorer = { kind: 'logistic', features: FEATURE_VERSION, means: FEATURES.map(() => 0), deviations: FEATURES.map(() => 1), weights, bias: 0 } as const;
    const watch = { labels: 100, scorer, map: { kind: 'platt', a: -1, b: 0 }, shift: 0, patience: 1 } as const;
    const policy = { ...standard, watch: { minimumTokens: 1, escalateBelow: 0 }, accept: { ...standard.accept, promise: { wrongKept: 0.05 } } };
    const parts = await ask({ tokens: [sure('Par'), unsure('x'), ...Array.from({ length: 40 }, () => sure('y'))] }, createFakeRouter(), {}, { policy, calibration: scriptedCalibration({ watch }) });
    const result = resultOf(parts);
    expect(result).toMatchObject({ source: 'hosted', reason: 'confidence_collapsed' });
    const watched = result.trace.find(({ step }) => step === 'watched')?.detail;
    expect(watched).toMatchObject({ tokens: 2 });
    // Told is what the watch went by, not the confidence of two tokens.
    expect(watched?.['confidence']).toBeLessThan(0.5);
  });

  it('holds a promise against what was seen midway even where the answer was over before anybody watched', async () => {
    const weights = FEATURES.map((name) => (name === 'minimum' ? 1 : 0));
    const scorer = { kind: 'logistic', features: FEATURE_VERSION, means: FEATURES.map(() => 0), deviations: FEATURES.map(() => 1), weights, bias: 0 } as const;
    const watch = { labels: 100, scorer, map: { kind: 'platt', a: -1, b: 0 }, shift: 0, patience: 1 } as const;
    const policy = { ...standard, watch: { minimumTokens: 4, escalateBelow: 0 }, accept: { ...standard.accept, promise: { wrongKept: 0.05 } } };
    // The end is taken for right whatever it says; the watch alone sees the stumble.
    const short = { labels: 100, scorer: { kind: 'score' }, map: { kind: 'isotonic', knots: [[0, 0.9]] } } as const;
    const answer = (fitted: Partial<ReturnType<typeof scriptedCalibration>>) => ask({ tokens: [sure('Par'), unsure('x')] }, createFakeRouter(), {}, { policy, calibration: scriptedCalibration({ short, ...fitted }) });
    expect(resultOf(await answer({}))).toMatchObject({ source: 'device', reason: 'confident' });
    expect(resultOf(await answer({ watch }))).toMatchObject({ source: 'hosted', reason: 'low_confidence' });
  });

  it('falls back on the calibration that came with the model where the app’s own doesn’t fit', async () => {
    const calibration = scriptedCalibration();
    const asked = resultOf(await ask({ tokens: SURE, calibration }, createFakeRouter(), {}, { calibration: { ...calibration, deviceClasses: ['desktop-webgpu'] } }));
    expect(asked).toMatchObject({ isCalibrated: true });
  });

  it('asks a model that shows no probabilities whether it is right, where the policy wants it', async () => {
    const policy = { ...standard, accept: { ...standard.accept, selfCheck: true } };
    const silent = (verdict: string) => ({ tokens: (messages: readonly { content: string }[]) => (messages.at(-1)?.content.startsWith('Is the answer above') ? [{ text: verdict }] : [{ text: 'Paris.' }]) });
    expect(resultOf(await ask(silent(' Yes'), createFakeRouter(), {}, { policy }))).toMatchObject({ source: 'device', confidence: 1, isCalibrated: false });
    expect(resultOf(await ask(silent('No.'), createFakeRouter(), {}, { policy }))).toMatchObject({ source: 'hosted', reason: 'low_confidence' });
    expect(resultOf(await ask(silent('Yes'), createFakeRouter(), {}, {}))).toMatchObject({ source: 'hosted' });
    const hasChecked = async (totalMs: number) => resultOf(await ask(silent('Yes'), createFakeRouter(), { budget: { totalMs } }, { policy })).trace.some(({ step }) => step === 'checked_itself');
    // Asking it must leave the time that a hosted answer takes.
    expect([await hasChecked(60_000), await hasChecked(1000)]).toEqual([true, false]);
  });

  it('uses a calibration fitted for this model and dtype, and no other', async () => {
    const fitted = resultOf(await ask({ tokens: SURE }, createFakeRouter(), {}, { calibration: scriptedCalibration() }));
    expect(fitted.isCalibrated).toBe(true);
    expect(fitted.confidence).toBeCloseTo(0.9, 3);
    const other = resultOf(await ask({ tokens: SURE }, createFakeRouter(), {}, { calibration: { ...scriptedCalibration(), dtype: 'q4' } }));
    expect(other).toMatchObject({ isCalibrated: false });
    expect(other.trace.find(({ step }) => step === 'device_answered')?.detail).toMatchObject({ uncalibratedBecause: 'It was fitted for the dtype q4, and this is none.' });
  });
});

describe('handed up', () => {
  it('sends what is left of the budget and the evidence, and withdraws what was shown', async () => {
    const router = createFakeRouter();
    const parts = await ask({ tokens: UNSURE }, router, { budget: { totalMs: 60_000, costMicroUsd: 15_000 } });
    expect(resultOf(parts)).toMatchObject({ text: 'hosted answer', source: 'hosted', model: 'reference/large', edgeDecisionId: 'edge-decision-1', usage: { inputTokens: 12, outputTokens: 3, costMicroUsd: 60 } });
    expect(parts.map((part) => part.type)).toEqual(['route', 'text-delta', 'text-delta', 'text-delta', 'route', 'revise', 'route', 'text-delta', 'text-delta', 'finish']);
    const [sent] = router.completions as [{ phirst: { budget: { totalMs: number; costMicroUsd: number }; reason: string; device: object; privacy: string } }];
    expect(sent.phirst).toMatchObject({ reason: 'low_confidence', privacy: 'any', device: { model: 'phi-3-nano', isCalibrated: false, tokens: 3 } });
    expect(sent.phirst.budget.costMicroUsd).toBe(15_000);
    expect(sent.phirst.budget.totalMs).toBeGreaterThan(0);
    expect(sent.phirst.budget.totalMs).toBeLessThanOrEqual(60_000);
  });

  it('redacts what may only leave redacted', async () => {
    const router = createFakeRouter();
    const redact = (text: string) => text.replaceAll('France', '<country>');
    await ask({ tokens: UNSURE }, router, { privacy: 'redacted' }, { redact });
    expect(JSON.stringify(router.completions)).toContain('<country>');
    expect(JSON.stringify(router.completions)).not.toContain('France');
  });

  it('mid-answer lets the device go on until the hosted answer has begun', async () => {
    let openHosted = () => {};
    const opened = new Promise<void>((resolve) => (openHosted = resolve));
    const router = createFakeRouter({ complete: async () => (await opened, streamOf(['hosted'])) });
    // The hosted answer begins while the device holds its last token.
    const parts = await ask({ tokens: [...UNSURE, unsure('!'), unsure('?')], beforeToken: (index) => (index === 4 ? (openHosted(), forever) : undefined) }, router);
    expect(resultOf(parts)).toMatchObject({ text: 'hosted', reason: 'confidence_collapsed' });
    expect(parts.find((part) => part.type === 'revise')).toMatchObject({ withdrawnText: 'London.!' });
    expect(router.completions).toHaveLength(1);
  });

  it('keeps the device’s answer when the hand-up mid-answer fails, and doesn’t try twice', async () => {
    const router = createFakeRouter({ complete: () => Promise.reject(new TypeError('fetch failed')) });
    const policy = { ...standard, hosted: { ...standard.hosted, retry: { maximumRetries: 0, maximumDelayMs: 0 } } };
    const result = resultOf(await ask({ tokens: [...UNSURE, unsure('!'), unsure('?')] }, router, {}, { policy }));
    expect(result).toMatchObject({ text: 'London.!?', source: 'device', reason: 'router_unreachable', isUnsure: true });
    expect(router.completions).toHaveLength(1);
  });
});

describe('when something fails', () => {
  it('finishes hosted when the engine breaks mid-answer, and withdraws the half', async () => {
    const router = createFakeRouter();
    const parts = await ask({ tokens: SURE, failAt: 2 }, router);
    expect(resultOf(parts)).toMatchObject({ text: 'hosted answer', reason: 'device_failed' });
    expect(parts.find((part) => part.type === 'revise')).toMatchObject({ withdrawnText: 'Paris' });
  });

  it('ends in the device’s error when nothing may take over', async () => {
    const parts = await ask({ tokens: SURE, failAt: 1 }, createFakeRouter(), { privacy: 'device-only' });
    expect(codeOf(parts)).toBe('device_failed');
  });

  it.each([
    ['stops giving tokens', { beforeToken: (index: number) => (index === 2 ? forever : undefined) }, 'device_stalled'],
    ['gives NaN', { tokens: [...SURE.slice(0, 2), { text: '?', signal: { tokenId: 0, logProb: NaN, margin: NaN, entropy: NaN } }] }, 'device_degenerate'],
  ])('finishes hosted when the engine %s, and brings the device back once', async (_how, script, code) => {
    const impatient = { ...standard, device: { ...standard.device, timeout: { firstChunkMs: 50, chunkMs: 50 } } };
    let engines = 0;
    const createEngine = () => createScriptedEngine(engines++ === 0 ? { tokens: SURE, ...script } : { tokens: SURE });
    const phirst = createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine, policy: impatient });
    await phirst.prepare();
    const parts: AnswerPart[] = [];
    for await (const part of phirst.ask('Hello')) parts.push(part);
    const result = resultOf(parts);
    expect(result).toMatchObject({ text: 'hosted answer', source: 'hosted', reason: code });
    expect(parts.find((part) => part.type === 'revise')).toMatchObject({ reason: code, withdrawnText: 'Paris' });
    expect(result.trace.find(({ step }) => step === 'device_failed')?.detail).toMatchObject({ code });
    await expect.poll(() => phirst.device()).toMatchObject({ status: 'ready', wasRestarted: true, lastFault: { code } });
    expect(resultOf(await partsOf(phirst.ask('Hello')))).toMatchObject({ text: 'Paris.', source: 'device' });
    expect(engines).toBe(2);
    const private_ = createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine: () => createScriptedEngine({ tokens: SURE, ...script }), policy: impatient });
    await private_.prepare();
    const alone = await partsOf(private_.ask('Hello', { privacy: 'device-only' }));
    expect(codeOf(alone)).toBe(code);
    expect(alone.filter((part) => part.type === 'error')).toHaveLength(1);
  });

  it('answers hosted when the model could not be loaded', async () => {
    const loadError = new PhirstError('device_unsupported', 'No.');
    expect(resultOf(await ask({ tokens: SURE, loadError }, createFakeRouter()))).toMatchObject({ source: 'hosted', reason: 'device_unsupported' });
  });

  it.each([
    ['a stream that just stops', () => streamOf(['half '], null), 'stream_truncated'],
    ['an event cut in half, then the router’s error', () => sse('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"cho\n\ndata: {"error":{"code":"stream_truncated","message":"cut"}}\n\n'), 'stream_truncated'],
    ['an event that is not JSON amid the answer', () => sse('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: oops\n\ndata: {"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]}\n\n'), 'provider_response_invalid'],
    ['an error within the stream', () => sse('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"error":{"code":"provider_unavailable","message":"gone"}}\n\n'), 'provider_unavailable'],
  ])('%s is one error', async (_name, respond, code) => {
    const parts = await ask({ tokens: SURE }, createFakeRouter({ complete: respond }), { mode: 'only_in_cloud' });
    expect(codeOf(parts)).toBe(code);
    expect(parts.filter((part) => part.type === 'error' || part.type === 'finish')).toHaveLength(1);
  });

  it('shows the router’s own words for a refusal', async () => {
    const refusal = { error: { message: 'Send a key of this router.', type: 'authentication_error', param: null, code: 'unauthenticated' } };
    const parts = await ask({ tokens: SURE }, createFakeRouter({ complete: () => Response.json(refusal, { status: 401 }) }), { mode: 'only_in_cloud' });
    expect(parts.at(-1)).toMatchObject({ type: 'error', error: { code: 'unauthenticated', message: 'Send a key of this router.' } });
  });
});

describe('a hosted answer that breaks off after its first text', () => {
  it('brings the device’s complete answer back, marked', async () => {
    const parts = await ask({ tokens: UNSURE }, createFakeRouter({ complete: () => streamOf(['Ac'], null) }));
    expect(resultOf(parts)).toMatchObject({ text: 'London.', source: 'device', reason: 'hosted_failed', isUnsure: true, failure: { code: 'stream_truncated' } });
    const order = parts.map((part) => (part.type === 'text-delta' ? part.text : part.type));
    expect(order).toEqual(['route', 'Lon', 'don', '.', 'route', 'revise', 'route', 'Ac', 'revise', 'London.', 'finish']);
  });

  it('at the deadline stands as it is when nothing else is there', async () => {
    const late = '{"code":"deadline_exceeded","message":"late"}';
    const respond = () => sse(`data: {"choices":[{"delta":{"content":"Almost"}}]}\n\ndata: {"error":${late}}\n\n`);
    const result = resultOf(await ask({ tokens: SURE }, createFakeRouter({ complete: respond }), { mode: 'only_in_cloud' }));
    expect(result).toMatchObject({ text: 'Almost', source: 'hosted', reason: 'out_of_time', isUnsure: true });
    expect(result.usage.costMicroUsd).toBeGreaterThan(0);
  });
});

describe('the device standing in for a hosted model that failed', () => {
  it('is never presented as sure, and says what failed', async () => {
    const refusal = { error: { message: 'Set PROVIDER_KEY.', type: 'server_error', param: null, code: 'provider_not_configured' } };
    const router = createFakeRouter({ complete: () => Response.json(refusal, { status: 503 }) });
    const result = resultOf(await ask({ tokens: SURE }, router, {}, {}, 'Write a story about a lighthouse keeper.'));
    expect(result).toMatchObject({ source: 'device', reason: 'hosted_failed', isUnsure: true, failure: { code: 'provider_not_configured', message: 'Set PROVIDER_KEY.' } });
  });
});

it('tells a router that asks to wait from a hosted model that failed', async () => {
  const wait = { error: { message: 'Wait 12 s.', type: 'rate_limit_error', param: null, code: 'rate_limited' } };
  const router = createFakeRouter({ complete: () => Response.json(wait, { status: 429 }) });
  expect(resultOf(await ask({ tokens: UNSURE }, router))).toMatchObject({ source: 'device', reason: 'rate_limited', isUnsure: true, failure: { message: 'Wait 12 s.' } });
});

describe('a router that was never reached', () => {
  it('is named, not taken for one without models', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const router = { ...createFakeRouter(), fetch };
    expect(codeOf(await ask({ tokens: SURE }, router, { mode: 'only_in_cloud' }))).toBe('router_unreachable');
    expect(resultOf(await ask({ tokens: UNSURE }, router))).toMatchObject({ source: 'device', isUnsure: true, blockedBy: 'router_unreachable' });
  });

  it('and hangs holds up neither a ready device nor an abort', async () => {
    const hanging = { ...createFakeRouter(), fetch: () => new Promise<Response>(() => {}) };
    const controller = new AbortController();
    const phirst = createPhirst({ router: 'http://router.test', fetch: hanging.fetch, createEngine: () => createScriptedEngine({ tokens: SURE }) });
    await phirst.prepare();
    const aborted = phirst.ask('Hello', { signal: controller.signal }).done;
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
    expect((await phirst.ask('Hello', { privacy: 'device-only' }).done).text).toBe('Paris.');
    expect((await phirst.ask('Hello').done).text).toBe('Paris.');
  });
});

describe('a device that is slow', () => {
  it('is hedged at the last moment at which a hosted model can make it', async () => {
    const policy = { ...standard, hosted: { ...standard.hosted, models: standard.hosted.models.map((model) => ({ ...model, firstTokenMs: 1, tokensPerSecond: 1e6 })) } };
    const parts = await ask({ tokens: SURE, beforeToken: () => forever }, createFakeRouter(), { budget: { firstTokenMs: 300 } }, { policy });
    expect(resultOf(parts)).toMatchObject({ text: 'hosted answer', source: 'hosted', reason: 'deadline_at_risk' });
  });

  it('lets a question that waits for its turn go at its deadline', async () => {
    const phirst = createPhirst({ router: 'http://router.test', fetch: createFakeRouter({ hostedModelIds: [] }).fetch, createEngine: () => createScriptedEngine({ tokens: SURE, beforeToken: () => forever }) });
    await phirst.prepare();
    const first = phirst.ask('Hello');
    await expect(phirst.ask('Hi', { budget: { totalMs: 30 } }).done).rejects.toMatchObject({ code: 'deadline_exceeded' });
    phirst.dispose();
    await expect(first.done).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('a sure answer with a hand-up under way', () => {
  it('is kept at once, and the hand-up is called off', async () => {
    let asked: AbortSignal | undefined;
    const router = createFakeRouter({
      complete: ({ signal }) => {
        asked = signal;
        return new Promise<Response>(() => {});
      },
    });
    const policy = { ...standard, watch: { minimumTokens: 1, escalateBelow: 0.9 }, accept: { ...standard.accept, minimumConfidence: 0.3 } };
    const tokens = ['Par', 'is', '.'].map((text) => scriptedToken(text, -0.3));
    const result = resultOf(await ask({ tokens }, router, {}, { policy }));
    expect(result).toMatchObject({ text: 'Paris.', source: 'device', reason: 'confident', isUnsure: false });
    expect(asked?.aborted).toBe(true);
  });
});

describe('ended early', () => {
  it('by leaving the iteration: the hosted model is told', async () => {
    let asked: AbortSignal | undefined;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('data: {"choices":[{"delta":{"content":"more "}}]}\n\n')),
    });
    const router = createFakeRouter({
      complete: ({ signal }) => {
        asked = signal;
        return new Response(endless, { headers: { 'content-type': 'text/event-stream' } });
      },
    });
    const phirst = createPhirst({ router: 'http://router.test', fetch: router.fetch });
    for await (const part of phirst.ask('Hello', { mode: 'only_in_cloud' })) if (part.type === 'text-delta') break;
    expect(asked?.aborted).toBe(true);
  });

  it('by dispose(): one error, nothing is asked afterwards, and a new client is asked for', async () => {
    const router = createFakeRouter();
    const phirst = createPhirst({ router: 'http://router.test', fetch: router.fetch, createEngine: () => createScriptedEngine({ tokens: SURE, beforeToken: (index) => (index === 1 ? forever : undefined) }) });
    await phirst.prepare();
    const answer = phirst.ask('Hello');
    for await (const part of answer) if (part.type === 'text-delta') phirst.dispose();
    await expect(answer.done).rejects.toMatchObject({ code: 'aborted' });
    await expect(phirst.prepare()).rejects.toMatchObject({ message: expect.stringContaining('create another') });
    expect(router.completions).toEqual([]);
  });

  it('by the app: one error', async () => {
    const controller = new AbortController();
    const parts = await ask({ tokens: SURE, beforeToken: (index) => (index === 1 ? controller.abort() : undefined) }, createFakeRouter(), { signal: controller.signal });
    expect(codeOf(parts)).toBe('aborted');
  });

  it('before it began: one error, and nothing was asked', async () => {
    const router = createFakeRouter();
    expect(codeOf(await ask({ tokens: SURE }, router, { signal: AbortSignal.abort() }))).toBe('aborted');
    expect(router.completions).toEqual([]);
  });

  it('by the deadline: what was there by then, marked', async () => {
    const parts = await ask({ tokens: SURE, beforeToken: (index) => (index === 2 ? forever : undefined) }, createFakeRouter({ hostedModelIds: [] }), { budget: { totalMs: 50 } });
    expect(resultOf(parts)).toMatchObject({ text: 'Paris', source: 'device', reason: 'out_of_time', isUnsure: true });
  });
});

it('answers several questions at once, one after the other on the device', async () => {
  const phirst = createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine: () => createScriptedEngine({ tokens: SURE }) });
  await phirst.prepare();
  const results = await Promise.all(['Hello', 'Hi', 'Good evening'].map((question) => phirst.ask(question).done));
  expect(results.map((result) => result.text)).toEqual(['Paris.', 'Paris.', 'Paris.']);
});

it('asks what it was asked, whatever the app does to its messages afterwards', async () => {
  let seen: readonly { content: string }[] = [];
  const engine = createScriptedEngine({ tokens: (messages) => ((seen = messages), SURE) });
  const phirst = createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine: () => engine });
  await phirst.prepare();
  const messages: { role: 'user' | 'assistant'; content: string }[] = [{ role: 'user', content: 'Hello' }];
  const { done } = phirst.ask(messages);
  messages.push({ role: 'assistant', content: '' });
  await done;
  expect(seen).toEqual([{ role: 'user', content: 'Hello' }]);
});

it('makes no engine for a client that was disposed while it prepared', async () => {
  let made = 0;
  const phirst = createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine: () => (made++, createScriptedEngine({ tokens: [] })) });
  const preparing = phirst.prepare();
  phirst.dispose();
  await expect(preparing).rejects.toMatchObject({ code: 'aborted' });
  expect(made).toBe(0);
});

it('ends at the deadline even if the app’s fetch heeds no signal', async () => {
  const deaf = createFakeRouter({ complete: () => new Promise<Response>(() => {}) });
  expect(codeOf(await ask({ tokens: SURE }, deaf, { mode: 'only_in_cloud', budget: { totalMs: 50 } }))).toBe('deadline_exceeded');
  const endless = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"choices":[{"delta":{"content":"a"}}]}\n\n')) });
  const hanging = createFakeRouter({ complete: () => new Response(endless, { headers: { 'content-type': 'text/event-stream' } }) });
  expect(resultOf(await ask({ tokens: SURE }, hanging, { mode: 'only_in_cloud', budget: { totalMs: 80 } }))).toMatchObject({ text: 'a', reason: 'out_of_time' });
});

it('keeps to the time limit of the router’s policy from the first query on', async () => {
  const policy = { ...standard, budget: { ...standard.budget, totalMs: 60 } };
  const router = createFakeRouter({ policy, complete: () => new Promise<Response>(() => {}) });
  expect(codeOf(await ask({ tokens: SURE }, router, { mode: 'only_in_cloud' }))).toBe('deadline_exceeded');
});

it('stays on the device when no hosted model makes the deadline any more', async () => {
  const router = createFakeRouter();
  const result = resultOf(await ask({ tokens: SURE, decodeTokensPerSecond: 5000 }, router, { budget: { totalMs: 500 } }));
  expect(result).toMatchObject({ text: 'Paris.', source: 'device', reason: 'confident' });
  expect(router.completions).toEqual([]);
});

it('calls a hosted answer incomplete that the policy’s limit cut, whatever the app allowed', async () => {
  const policy = { ...standard, hosted: { ...standard.hosted, maximumOutputTokens: 5 } };
  const router = createFakeRouter({ complete: () => streamOf(['cut'], 'length') });
  expect(resultOf(await ask({ tokens: SURE }, router, { mode: 'only_in_cloud', maxTokens: 5000 }, { policy })).isUnsure).toBe(true);
  expect(resultOf(await ask({ tokens: SURE }, router, { mode: 'only_in_cloud', maxTokens: 3 }, { policy })).isUnsure).toBe(false);
});

it('says what ended the text, wherever it came from', async () => {
  const ends = async (engine: ScriptedEngineOptions, askOptions: AskOptions = {}, router = createFakeRouter()) =>
    resultOf(await ask(engine, router, askOptions)).finishReason;
  expect(await ends({ tokens: SURE })).toBe('stop');
  expect(await ends({ tokens: SURE }, { maxTokens: 2 })).toBe('length');
  const late = { tokens: SURE, beforeToken: (index: number) => (index === 2 ? forever : undefined) };
  expect(await ends(late, { mode: 'only_on_device', budget: { totalMs: 50 } })).toBe('interrupted');
  for (const [word, reason] of [['stop', 'stop'], ['length', 'length'], ['content_filter', 'content_filter'], ['end_turn', 'stop']] as const) {
    const router = createFakeRouter({ complete: () => streamOf(['Paris.'], word) });
    expect(await ends({ tokens: SURE }, { mode: 'only_in_cloud' }, router)).toBe(reason);
  }
});

it('refuses an unknown model by name', () => {
  expect(() => createPhirst({ model: 'phi-9' })).toThrow('phi-9');
});

it('an answer can be read twice, and late', async () => {
  const phirst = createPhirst({ router: 'http://router.test', fetch: createFakeRouter().fetch, createEngine: () => createScriptedEngine({ tokens: SURE }) });
  await phirst.prepare();
  const answer = phirst.ask('Hello');
  await answer.done;
  const read = async () => {
    let text = '';
    for await (const part of answer) if (part.type === 'text-delta') text += part.text;
    return text;
  };
  expect([await read(), await read()]).toEqual(['Paris.', 'Paris.']);
});
