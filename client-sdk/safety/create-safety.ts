// The safety hook of one query: the policy's rules and the app's function, of which the stricter holds.
import type { Policy } from '../../src/policy/policy.ts';
import type { Query } from '../../src/query/query.ts';
import { checkInput, hasSafetyRules, type SafetyHit, type SafetySubject } from '../../src/safety/safety-rules.ts';
import { stricter } from '../../src/safety/stricter.ts';
import { askApp } from './ask-app.ts';
import { createOutputGuard, type OutputGuard } from './output-guard.ts';
import type { SafetyCheck, SafetySettings } from './safety-option.ts';

export interface Safety {
  /** What speaks against the question; never rejects. */
  checkInput(onFailure: FailureNote): Promise<SafetyHit | undefined>;
  /** Watches one answer of the device; undefined where nothing looks at answers. */
  guardOutput(onHit: (hit: SafetyHit) => void, onFailure: FailureNote): OutputGuard | undefined;
}

/** Told that the app's function failed, and how. */
export type FailureNote = (on: SafetySubject, why: string) => void;

export interface CreateSafetyInput {
  readonly policy: Policy;
  readonly query: Query;
  readonly settings: SafetySettings | undefined;
}

export function createSafety({ policy, query, settings }: CreateSafetyInput): Safety {
  const { messages, context, privacy } = query;
  const askAbout = async (check: Pick<SafetyCheck, 'on' | 'text' | 'isComplete'>, onFailure: FailureNote) =>
    settings && askApp({ settings, check: { ...check, messages, context, privacy }, onFailure: (why) => onFailure(check.on, why) });

  return {
    async checkInput(onFailure) {
      const byRule = checkInput(policy, messages);
      if (byRule?.action === 'refuse') return byRule;
      return stricter(byRule, await askAbout({ on: 'input', text: messages.at(-1)?.content ?? '', isComplete: true }, onFailure));
    },
    guardOutput(onHit, onFailure) {
      if (!settings && !hasSafetyRules(policy, 'output')) return undefined;
      return createOutputGuard({
        policy,
        askApp: settings && ((text, isComplete) => askAbout({ on: 'output', text, isComplete }, onFailure)),
        onHit,
      });
    },
  };
}
