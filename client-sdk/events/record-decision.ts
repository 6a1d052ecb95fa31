// What a run decided → records by which it can be decided again (src/replay).
import type { AcceptRecord, StartRecord } from '../../src/replay/decision-input.ts';
import type { QueryRun } from '../session/query-run.ts';

/** Undefined for a run that ended before it was decided where it starts. */
export function startOf({ decided, query, inForce }: QueryRun): StartRecord | undefined {
  if (!decided.start) return undefined;
  const { context, decision } = decided.start;
  // By hand: the policy and its models are told by their hash.
  const { description, estimate, mode, privacy, canRedact, maxTokens, devicePromptTokens, device, hostedProblem } = context;
  const { firstTokenMs, totalMs, costMicroUsd } = query.budget;
  return {
    stage: 'start',
    input: {
      description,
      estimate,
      mode,
      privacy,
      canRedact,
      budget: { firstTokenMs, totalMs, costMicroUsd },
      maxTokens,
      devicePromptTokens,
      device,
      hostedModelIds: [...inForce.hostedModelIds],
      hostedProblem,
    },
    output: { route: decision.route, reason: decision.reason, rule: decision.rule ?? null },
  };
}

/** Undefined where the device's answer was never judged. */
export function acceptOf({ decided }: QueryRun): Pick<AcceptRecord, 'input' | 'output'> | undefined {
  if (!decided.accept) return undefined;
  const { input, decision } = decided.accept;
  return {
    input: {
      description: input.description,
      confidence: input.confidence ?? null,
      tokens: input.tokens,
      isComplete: input.isComplete,
      escalationBlockedBy: input.escalationBlockedBy ?? null,
      remainingMs: input.remainingMs ?? null,
      hostedTotalMs: input.hostedTotalMs ?? null,
      hostedQuality: input.hostedQuality ?? null,
      expectedGain: input.expectedGain ?? null,
      // Left out where they weren't looked at: a policy that promises nothing is told as ever.
      ...(input.hostedCostMicroUsd !== undefined && { hostedCostMicroUsd: input.hostedCostMicroUsd }),
      ...(input.promise && { promise: input.promise }),
      ...(input.riskMidway !== undefined && { riskMidway: input.riskMidway }),
    },
    output: { action: decision.action, reason: decision.reason },
  };
}
