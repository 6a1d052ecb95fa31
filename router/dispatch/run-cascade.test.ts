// Whatever models fail of, in whatever order: what is counted, what is paid, and who is asked.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ErrorCode } from '../../src/errors/error-code.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { AttemptRecord } from '../../src/event/outcome-event.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { RetryLaterError } from '../retry-later-error.ts';
import { afterFailure } from './after-failure.ts';
import { createAnswerMeter } from './answer-meter.ts';
import type { CascadePlan } from './plan-cascade.ts';
import { runCascade } from './run-cascade.ts';

const CODES = ['ok', 'provider_unavailable', 'provider_rate_limited', 'stream_truncated', 'provider_stalled', 'provider_response_invalid', 'provider_not_configured', 'provider_rejected'] as const;
const LADDER = loadDefaultPolicy().hosted.models.slice(0, 3);

function planOf(maximumRetries: number): CascadePlan {
  return {
    steps: LADDER.map((model) => ({ model, worstCostMicroUsd: 10, onTimeTotalMs: 1, firstContentMs: 1 })),
    maximumRetries,
    maximumDelayMs: 0,
    chunkMs: 1,
    keepAliveMs: 1,
  };
}

/** Of those that may pass, each asks to be asked again at once. */
function failureOf(code: ErrorCode): PhirstError {
  return afterFailure(code) === 'retry' ? new RetryLaterError(code, 'x', { retryAfter: '0', waitMs: 0 }) : new PhirstError(code, 'x');
}

async function run(script: readonly (typeof CODES)[number][], maximumRetries: number) {
  const attempts: AttemptRecord[] = [];
  let calls = 0;
  let reserved = 0;
  let settled = 0;
  const outcome = await runCascade({
    plan: planOf(maximumRetries),
    signal: new AbortController().signal,
    remainingMs: () => undefined,
    budgetMicroUsd: Infinity,
    reserve: async () => (reserved++, { settle: async () => {} }),
    createMeter: ({ model }) => createAnswerMeter({ price: model, maxInputTokens: 1, maxOutputTokens: 1, isSeen: false, now: () => 0 }),
    attempt: async () => {
      const code = script[calls++] ?? 'ok';
      if (code !== 'ok') throw failureOf(code);
      return { kind: 'json', answer: { text: '{}', usage: undefined } };
    },
    onAttempt: (attempt) => attempts.push(attempt),
    onSpent: () => settled++,
    now: () => 0,
    draw: () => 0,
  }).then(
    (served) => ({ code: 'ok', model: served.step.model.id, isFallback: served.isFallback, pending: 1 }),
    (error: PhirstError) => ({ code: error.code, model: undefined, isFallback: undefined, pending: 0 }),
  );
  return { outcome, attempts, calls, reserved, settled };
}

it('counts every call once, pays for each once, goes up the ladder and never back, and ends as its last call did', async () => {
  const scripts = fc.array(fc.constantFrom(...CODES), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(scripts, fc.integer({ min: 0, max: 2 }), async (script, maximumRetries) => {
      const { outcome, attempts, calls, reserved, settled } = await run(script, maximumRetries);
      expect(attempts).toHaveLength(calls);
      expect(reserved).toBe(calls);
      // Who answers is paid when its answer has ended.
      expect(settled).toBe(calls - outcome.pending);
      expect(attempts.at(-1)?.code).toBe(outcome.code);

      const order = attempts.map(({ model }) => LADDER.findIndex(({ id }) => id === model));
      expect(order).toEqual([...order].sort((one, other) => one - other));
      for (const [index] of LADDER.entries()) expect(order.filter((one) => one === index).length).toBeLessThanOrEqual(1 + maximumRetries);
      for (const [index, { code }] of attempts.slice(0, -1).entries()) {
        // Something followed: it may have passed, or another model was asked.
        const follow = code === 'ok' ? 'nothing' : afterFailure(code);
        expect(follow === 'retry' || (follow === 'next' && order[index + 1]! > order[index]!)).toBe(true);
      }
      expect(outcome.isFallback).toBe(outcome.code === 'ok' ? order.at(-1) !== 0 : undefined);
    }),
    { numRuns: 300 },
  );
});
