// The policies of the demo: the shipped one under other thresholds, and one that harms.
import type { Experiment } from '../../src/experiment/experiment.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** The stand-in that answers at once: a week has to pass in a minute. */
function withQuickHost(policy: Policy): Policy {
  const quick = { id: 'reference/exact', inputMicroUsdPerToken: 2.5, outputMicroUsdPerToken: 10, firstTokenMs: 600, tokensPerSecond: 40, quality: { overall: 0.97 } };
  return { ...policy, hosted: { ...policy.hosted, models: [quick] } };
}

function accepting(name: string, minimumConfidence: number): Policy {
  const policy = withQuickHost(loadDefaultPolicy());
  return { ...policy, name, start: { ...policy.start, rules: [], minimumGain: 1 }, accept: { ...policy.accept, minimumConfidence } };
}

/** A: keeps what the device is half sure of. */
export const trusting = accepting('trusting', 0.5);
/** B: asks for more, so that more goes up and more is right. */
export const careful = accepting('careful', 0.85);
/** Breaks: half of its hosted answers fail, and no other model is asked in their place. */
export const harmful: Policy = {
  ...careful,
  name: 'harmful',
  hosted: {
    ...careful.hosted,
    maximumFallbacks: 0,
    retry: { maximumRetries: 0, maximumDelayMs: 0 },
    models: careful.hosted.models.map((model) => ({ ...model, id: 'reference/flaky' })),
  },
};

/** An experiment of two policies by what people think of the answers. */
export function experimentOf(key: string, control: string, variant: string): Experiment {
  return {
    schemaVersion: 1,
    key,
    hypothesis: 'Handing more up makes more answers right, and people notice.',
    variants: [
      { name: 'a', policy: control },
      { name: 'b', policy: variant },
    ],
    coverage: 1,
    primary: 'feedback',
    metrics: [],
    guardrails: [{ metric: 'error', margin: 0.02 }],
    analysis: { alpha: 0.05, minimumUnits: 200, tightestAtUnits: 1500, maximumDays: 28 },
    errorShare: 0.02,
  };
}
