// The default policy with everything off that would blur a fixed share: every query starts on the device, nothing is
// handed up mid-answer, and only the confidence after the answer decides.
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** @param threshold keep the device's answer from this confidence on. */
export function benchPolicy(threshold: number): Policy {
  const policy = loadDefaultPolicy();
  return {
    ...policy,
    start: { minimumGain: 1, rules: [] },
    watch: { minimumTokens: 1000, escalateBelow: 0 },
    accept: { minimumConfidence: threshold, whenUnsure: 'mark' },
    budget: {},
    hosted: { ...policy.hosted, models: policy.hosted.models.map((model) => ({ ...model, quality: { overall: 1 } })) },
  };
}
