// One query through the whole session, with a scripted engine and a stand-in for the router's network.
import { describe, expect, it } from 'vitest';
import { createFakeRouter, sse, streamOf, type FakeRouter } from '../../test/support/fake-router.ts';
import { createScriptedEngine, scriptedToken, type ScriptedEngineOptions } from '../../test/support/scripted-engine.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { createPhirst } from '../client.ts';
import type { AskOptions, PhirstOptions } from '../client-options.ts';
import type { AnswerPart, AnswerResult } from './answer-part.ts';

const sure = (text: string) => scriptedToken(text, -0.001);
const unsure = (text: string) => scriptedToken(text, -2);
/** Holds a token back until the generation is interrupted. */
const forever = new Promise<void>(() => {});
const SURE = [sure('Par'), sure('is'), sure('.')];
const UNSURE = [unsure('Lon'), unsure('don'), unsure('.')];

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
    expect(marked).toMatchObject({ text: 'London.', reason: 'unsure_kept', isUnsure: true });
    const policy = loadDefaultPolicy();
    const strict = { ...policy, accept: { ...policy.accept, whenUnsure: 'withhold' as const } };
    expect(codeOf(await ask({ tokens: UNSURE }, router, { privacy: 'device-only' }, { policy: strict }))).toBe('answer_withheld');
    expect(router.completions).toEqual([]);
  });

  it('takes answers without logits for unsure', async () => {
    const router = createFakeRouter();
    const result = resultOf(await ask({ tokens: [{ text: 'Paris.' }] }, router));
    expect(result).toMatchObject({ source: 'hosted', reason: 'low_confidence' });
  });

  it('hands up an answer that was cut at its length', async () => {
    const router = createFakeRouter();
    expect(resultOf(await ask({ tokens: SURE }, router, { maxTokens: 2 }))).toMatchObject({ source: 'hosted', reason: 'incomplete' });
  });
});

describe('handed up', () => {
  it('sends what is left of the budget and the evidence, and withdraws what was shown', async () => {
    const router = createFakeRouter();
    const parts = await ask({ tokens: UNSURE }, router, { budget: { totalMs: 60_000, costMicroUsd: 15_000 } });
    expect(resultOf(parts)).toMatchObject({ text: 'hosted answer', source: 'hosted', model: 'reference/large', usage: { inputTokens: 12, outputTokens: 3, costMicroUsd: 60 } });
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
    const result = resultOf(await ask({ tokens: [...UNSURE, unsure('!'), unsure('?')] }, router));
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

  it('answers hosted when the model could not be loaded', async () => {
    const loadError = new PhirstError('device_unsupported', 'No.');
    expect(resultOf(await ask({ tokens: SURE, loadError }, createFakeRouter()))).toMatchObject({ source: 'hosted', reason: 'device_unsupported' });
  });

  it.each([
    ['a stream that just stops', () => streamOf(['half '], null), 'stream_truncated'],
    ['an event cut in half, then the router’s error', () => sse('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"cho\n\ndata: {"error":{"code":"stream_truncated","message":"cut"}}\n\n'), 'stream_truncated'],
    ['an event that is not JSON amid the answer', () => sse('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: oops\n\ndata: {"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]}\n\n'), 'provider_response_invalid'],
    ['an error within the stream', () => sse('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"error":{"code":"deadline_exceeded","message":"late"}}\n\n'), 'deadline_exceeded'],
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

describe('ended early', () => {
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
