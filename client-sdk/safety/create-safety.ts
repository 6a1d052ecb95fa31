// The safety hook of one query: the policy's rules and the app's function, of which the stricter holds.
import type { Policy } from '../../src/policy/policy.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { Query } from '../../src/query/query.ts';
import { checkInput, hasSafetyRules, type SafetyHit } from '../../src/safety/safety-rules.ts';
import { stricter } from '../../src/safety/stricter.ts';
import { askApp } from './ask-app.ts';
import type { TextDeltaPart } from '../session/answer-part.ts';
import type { QueryRun } from '../session/query-run.ts';
import { createOutputGuard } from './output-guard.ts';
import type { SafetyCheck, SafetySettings } from './safety-option.ts';
import { requireHandUp, type SafetyHitInput } from './screen-query.ts';
import { createTextGate, type TextGate } from './text-gate.ts';

export interface Safety {
  /** What speaks against the question; never rejects. */
  checkInput(run: QueryRun): Promise<SafetyHit | undefined>;
  /** Watches one answer of the device and shows what may be shown; undefined where nothing looks at answers. */
  guardOutput(run: QueryRun, watching: Watching): TextGate | undefined;
  /** Returns when a hosted model is to answer; throws `safety_refused` when nobody is. */
  requireHandUp(run: QueryRun, input: SafetyHitInput): void;
}

export interface Watching {
  readonly show: (part: TextDeltaPart) => void;
  /** Called once, when something speaks against the answer. */
  readonly onHit: () => void;
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

export interface CreateSafetyInput {
  readonly policy: Policy;
  readonly query: Query;
  readonly settings: SafetySettings | undefined;
  /** The sentence of a reason. */
  readonly explain: (reason: Reason) => string;
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
}

export function createSafety({ policy, query, settings, explain, setTimer }: CreateSafetyInput): Safety {
  const { messages, context, privacy } = query;
  const askAbout = async (run: QueryRun, signal: AbortSignal, check: Pick<SafetyCheck, 'on' | 'text' | 'isComplete'>) =>
    settings &&
    askApp({
      settings,
      setTimer,
      signal,
      check: { ...check, messages, context, privacy },
      onFailure: (why) => run.note('safety_check_failed', { on: check.on, why }),
    });

  return {
    async checkInput(run) {
      const byRule = checkInput(policy, messages);
      if (byRule?.action === 'refuse') return byRule;
      return stricter(byRule, await askAbout(run, run.signal, { on: 'input', text: messages.at(-1)?.content ?? '', isComplete: true }));
    },
    guardOutput(run, { show, onHit, signal }) {
      if (!settings && !hasSafetyRules(policy, 'output')) return undefined;
      const guard = createOutputGuard({
        policy,
        askApp: settings && ((text, isComplete) => askAbout(run, signal, { on: 'output', text, isComplete })),
        onHit,
      });
      return createTextGate(guard, show);
    },
    requireHandUp: (run, input) => requireHandUp(run, { ...input, explain }),
  };
}
