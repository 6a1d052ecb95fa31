// The safety hook through the whole session, with a scripted engine and a stand-in for the router's network.
import { describe, expect, it, vi } from 'vitest';
import { createFakeRouter, type FakeRouter } from '../../test/support/fake-router.ts';
import { createScriptedEngine, scriptedToken, type ScriptedEngineOptions } from '../../test/support/scripted-engine.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { SafetyRule } from '../../src/safety/safety-rules.ts';
import { createPhirst } from '../client.ts';
import type { AskOptions, PhirstOptions } from '../client-options.ts';
import type { SafetyCheck } from '../safety/safety-option.ts';
import type { AnswerPart } from './answer-part.ts';

const sure = (text: string) => scriptedToken(text, -0.001);
const forever = new Promise<never>(() => {});
const policyWith = (...rules: SafetyRule[]) => ({ ...loadDefaultPolicy(), safety: { rules } });
const rule = (action: SafetyRule['action'], on: SafetyRule['on'] = 'both'): SafetyRule => ({ name: 'weapons', on, contains: ['pipe bomb'], action });

interface Setting {
  readonly tokens?: ScriptedEngineOptions['tokens'];
  readonly router?: FakeRouter;
  readonly options?: PhirstOptions;
  readonly askOptions?: AskOptions;
  readonly question?: string;
}

async function ask({ tokens = [sure('Par'), sure('is')], router = createFakeRouter(), options = {}, askOptions = {}, question = 'How to build a Pipe  Bomb?' }: Setting) {
  const phirst = createPhirst({ router: 'http://router.test', fetch: router.fetch, createEngine: () => createScriptedEngine({ tokens }), ...options });
  await phirst.prepare();
  const parts: AnswerPart[] = [];
  for await (const part of phirst.ask(question, askOptions)) parts.push(part);
  return { parts, router, last: parts.at(-1) };
}

const seen = (parts: readonly AnswerPart[]) => parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join('');
const safetyStep = (last: AnswerPart | undefined) =>
  (last?.type === 'finish' ? last.result.trace : last?.type === 'error' ? last.trace : []).find(({ step }) => step === 'safety')?.detail;

describe('a question a rule speaks against', () => {
  it('is refused without being asked anywhere', async () => {
    const { parts, router, last } = await ask({ options: { policy: policyWith(rule('refuse')) } });
    expect(last).toMatchObject({ type: 'error', error: { code: 'safety_refused', message: expect.stringContaining('"weapons"') } });
    expect(parts).toHaveLength(1);
    expect(safetyStep(last)).toEqual({ on: 'input', rule: 'weapons', action: 'refuse', reason: 'safety_refused' });
    expect(router.completions).toEqual([]);
  });

  it('is handed up with the reason, the rule’s name and no word of the device', async () => {
    const { parts, router, last } = await ask({ options: { policy: policyWith(rule('hand_up')) } });
    expect(parts[0]).toMatchObject({ type: 'route', source: 'hosted', reason: 'safety_handed_up', rule: 'weapons' });
    expect(last).toMatchObject({ type: 'finish', result: { source: 'hosted', reason: 'safety_handed_up' } });
    expect(router.completions[0]).toMatchObject({ phirst: { reason: 'safety_handed_up' } });
  });

  it.each([
    ['device-only text', { privacy: 'device-only' }, 'not to leave this device'],
    ['a query for the device alone', { mode: 'only_on_device' }, 'this device only'],
  ] as const)('is refused rather than handed up for %s, and the reason says so', async (_, askOptions, why) => {
    const { router, last } = await ask({ askOptions, options: { policy: policyWith(rule('hand_up')) } });
    expect(last).toMatchObject({ type: 'error', error: { code: 'safety_refused', message: expect.stringContaining(why) } });
    expect(router.completions).toEqual([]);
  });

  it('does not come back to the device when the hosted model fails', async () => {
    const router = createFakeRouter({ complete: () => Promise.reject(new TypeError('fetch failed')) });
    const { parts, last } = await ask({ router, options: { policy: policyWith(rule('hand_up')) } });
    expect(last).toMatchObject({ type: 'error', error: { code: 'router_unreachable' } });
    expect(seen(parts)).toBe('');
  });
});

describe('an answer of the device that a rule speaks against', () => {
  const tokens = [sure('Sure: a'), sure(' pi'), sure('pe'), sure(' bo'), sure('mb'), sure(' needs'), sure(' powder')];
  const question = 'What is in the shed?';

  it('shows nothing of the phrase, withdraws what was shown before it, and refuses', async () => {
    const { parts, router, last } = await ask({ tokens, question, options: { policy: policyWith(rule('refuse', 'output')) } });
    expect(seen(parts)).toBe('Sure: a');
    expect(parts.find((part) => part.type === 'revise')).toMatchObject({ reason: 'safety_refused', withdrawnText: 'Sure: a' });
    expect(last).toMatchObject({ type: 'error', error: { code: 'safety_refused' } });
    expect(router.completions).toEqual([]);
  });

  it('is replaced by a hosted answer', async () => {
    const { parts, last } = await ask({ tokens, question, options: { policy: policyWith(rule('hand_up', 'output')) } });
    expect(parts.map((part) => part.type)).toEqual(['route', 'text-delta', 'revise', 'route', 'route', 'text-delta', 'text-delta', 'finish']);
    expect(parts[3]).toMatchObject({ source: 'hosted', reason: 'safety_handed_up', rule: 'weapons' });
    expect(last).toMatchObject({ result: { text: 'hosted answer', reason: 'safety_handed_up' } });
    expect(safetyStep(last)).toEqual({ on: 'output', rule: 'weapons', action: 'hand_up', reason: 'safety_handed_up' });
  });

  it('never comes back: not when the hosted model fails, nor for device-only text', async () => {
    const router = createFakeRouter({ complete: () => Promise.reject(new TypeError('fetch failed')) });
    const failed = await ask({ tokens, question, router, options: { policy: policyWith(rule('hand_up', 'output')) } });
    expect(failed.last).toMatchObject({ type: 'error', error: { code: 'router_unreachable' } });
    const local = await ask({ tokens, question, askOptions: { privacy: 'device-only' }, options: { policy: policyWith(rule('hand_up', 'output')) } });
    expect(local.last).toMatchObject({ type: 'error', error: { code: 'safety_refused', message: expect.stringContaining('not to leave') } });
    expect(seen(local.parts)).not.toContain('pi');
  });

  it('is found when it ends with the phrase', async () => {
    const { last } = await ask({ tokens: tokens.slice(0, 5), question, options: { policy: policyWith(rule('refuse', 'output')) } });
    expect(last).toMatchObject({ type: 'error', error: { code: 'safety_refused' } });
  });

  it('passes unchanged when a phrase only almost begins', async () => {
    const harmless = [sure('A'), sure(' pipe'), sure(' bom'), sure('bastic'), sure(' pipe')];
    const { parts, last } = await ask({ tokens: harmless, question, options: { policy: policyWith(rule('refuse', 'output')) } });
    expect(seen(parts)).toBe('A pipe bombastic pipe');
    expect(last).toMatchObject({ result: { text: 'A pipe bombastic pipe', reason: 'confident' } });
  });
});

describe('the app’s function', () => {
  it('is asked about the question and the whole answer, and may refuse either', async () => {
    const checks: SafetyCheck[] = [];
    const allow = await ask({ options: { safety: (check) => (checks.push(check), 'allow') } });
    expect(allow.last).toMatchObject({ result: { text: 'Paris' } });
    expect(checks.map(({ on, text, isComplete }) => [on, text, isComplete])).toEqual([
      ['input', 'How to build a Pipe  Bomb?', true],
      ['output', 'Paris', true],
    ]);
    const refused = await ask({ options: { safety: async ({ on }) => (on === 'output' ? { action: 'refuse', rule: 'mine' } : 'allow') } });
    expect(refused.parts.map((part) => part.type)).toEqual(['route', 'text-delta', 'text-delta', 'revise', 'error']);
    expect(refused.last).toMatchObject({ error: { code: 'safety_refused', message: expect.stringContaining('"mine"') } });
  });

  it('is asked while a long answer streams, and ends it', async () => {
    const long = Array.from({ length: 30 }, () => sure('twenty characters ok'));
    let asked = 0;
    const { parts, last } = await ask({
      tokens: long,
      options: { safety: ({ on, isComplete }) => (on === 'output' && !isComplete && ++asked === 1 ? 'refuse' : 'allow') },
    });
    expect(last).toMatchObject({ error: { code: 'safety_refused' } });
    expect(seen(parts).length).toBeLessThan(600);
  });

  it.each([
    ['throws', () => { throw new TypeError('secret words'); }],
    ['says something else', () => 'maybe' as never],
    ['never answers', () => forever],
  ])('that %s hands the question up, or refuses where none may answer; as the app says otherwise', async (_, check) => {
    const standard = await ask({ options: { safety: { check, timeLimitMs: 20 } } });
    expect(standard.last).toMatchObject({ result: { source: 'hosted', reason: 'safety_handed_up' } });
    expect(JSON.stringify(standard.last)).not.toContain('secret words');
    const local = await ask({ askOptions: { privacy: 'device-only' }, options: { safety: { check, timeLimitMs: 20 } } });
    expect(local.last).toMatchObject({ error: { code: 'safety_refused' } });
    const closed = await ask({ options: { safety: { check, timeLimitMs: 20, onFailure: 'refuse' } } });
    expect(closed.last).toMatchObject({ error: { code: 'safety_refused', message: expect.stringContaining('safety-check-failed') } });
    const open = await ask({ options: { safety: { check, timeLimitMs: 20, onFailure: 'allow' } } });
    expect(open.last).toMatchObject({ result: { text: 'Paris', source: 'device' } });
  });

  it('and the policy’s rules are both heard, the stricter one holds', async () => {
    const { last } = await ask({ options: { policy: policyWith(rule('hand_up')), safety: () => 'refuse' } });
    expect(last).toMatchObject({ error: { code: 'safety_refused' } });
    const other = await ask({ options: { policy: policyWith(rule('refuse')), safety: () => 'hand_up' } });
    expect(other.last).toMatchObject({ error: { code: 'safety_refused', message: expect.stringContaining('"weapons"') } });
  });

  it('doesn’t outlast the deadline: what it hasn’t seen doesn’t stand', async () => {
    const { parts, last } = await ask({
      askOptions: { budget: { totalMs: 60 }, mode: 'only_on_device' },
      options: { safety: { check: ({ on }) => (on === 'input' ? 'allow' : forever), timeLimitMs: 5000 } },
    });
    expect(last).toMatchObject({ type: 'error', error: { code: 'deadline_exceeded' } });
    expect(parts.some((part) => part.type === 'revise')).toBe(true);
  });

  it('is told when the query is over, and leaves no timer behind', async () => {
    let verdictUnwanted = false;
    const asked = Promise.withResolvers<void>();
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    const clearTimer = vi.spyOn(globalThis, 'clearTimeout');
    const phirst = createPhirst({
      router: 'http://router.test',
      fetch: createFakeRouter().fetch,
      safety: {
        timeLimitMs: 77_777,
        check: ({ signal }) => {
          signal.addEventListener('abort', () => (verdictUnwanted = true));
          asked.resolve();
          return forever;
        },
      },
    });
    const { done } = phirst.ask('Hello?');
    await asked.promise;
    phirst.dispose();
    await expect(done).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitUntil(() => verdictUnwanted);
    const timer = setTimer.mock.results[setTimer.mock.calls.findIndex(([, delayMs]) => delayMs === 77_777)]?.value as unknown;
    expect(timer).toBeDefined();
    expect(clearTimer.mock.calls.flat()).toContain(timer);
    vi.restoreAllMocks();
  });
});

it('text that was held back doesn’t end up amid the hosted answer that took over', async () => {
  const router = createFakeRouter();
  const unsure = ['I', ' really', ' think', ' it', ' is', ' in', ' a', ' sort', ' of', ' a', ' long', ' pi'].map((text) => scriptedToken(text, -2.5));
  const phirst = createPhirst({
    router: 'http://router.test',
    fetch: router.fetch,
    policy: policyWith(rule('hand_up', 'output')),
    // The last token is a beginning of the phrase; then the device is slow.
    createEngine: () => createScriptedEngine({ tokens: [...unsure, sure('e')], beforeToken: (index) => (index === unsure.length ? forever : undefined) }),
  });
  await phirst.prepare();
  const parts: AnswerPart[] = [];
  for await (const part of phirst.ask('What is in the shed?')) parts.push(part);
  const last = parts.at(-1);
  expect(last).toMatchObject({ type: 'finish', result: { source: 'hosted', text: 'hosted answer' } });
  expect(seen(parts.slice(parts.findLastIndex((part) => part.type === 'revise')))).toBe('hosted answer');
});
