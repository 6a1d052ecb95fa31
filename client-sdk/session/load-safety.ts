// The safety hook is a chunk of its own: a page without rules and without a function never loads it.
import type { Policy } from '../../src/policy/policy.ts';
import { explainReason } from '../../src/route/reason.ts';
import type { Query } from '../../src/query/query.ts';
import type { Safety } from '../safety/create-safety.ts';
import type { SafetyFunction, SafetySettings } from '../safety/safety-option.ts';
import { setLongTimeout } from './set-long-timeout.ts';

export interface LoadSafetyInput {
  readonly policy: Policy;
  readonly query: Query;
  /** As the app gave it. */
  readonly option: SafetyFunction | SafetySettings | undefined;
}

/** Undefined where nothing is looked at. Rejects when the chunk can't be loaded: then nothing may be answered unseen. */
export async function loadSafety({ policy, query, option }: LoadSafetyInput): Promise<Safety | undefined> {
  if (option === undefined && !policy.safety?.rules.length) return undefined;
  const { createSafety } = await import('../safety/create-safety.ts');
  // What the entry has already is handed over: imported from there, it would become chunks of its own that every page fetches.
  return createSafety({ policy, query, settings: typeof option === 'function' ? { check: option } : option, explain: explainReason, setTimer: setLongTimeout });
}
