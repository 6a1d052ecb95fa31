// Does it matter which variant the unit has? Every variant's policy decides on the query, and nobody is called.
import type { RunningExperiment } from '../../src/experiment/deployment.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { InForce, UnitPolicy } from '../deployment/in-force.ts';
import { automaticNames } from '../../src/route/choose-hosted.ts';
import { decideHosted, type DecideHostedInput, type HostedDecision } from '../dispatch/decide-hosted.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';

export interface VariantComparison {
  /** Some variant asks other models, or the same in another order. */
  readonly isDivergent: boolean;
  /** Share of the experiment's units whose variant asks the same model first. */
  readonly propensity: number;
}

export interface CompareVariantsInput {
  readonly chat: IncomingChat;
  /** The unit's own. */
  readonly decision: HostedDecision;
  readonly inForce: InForce | undefined;
  readonly held: UnitPolicy | undefined;
  /** The models of a policy's ladder whose provider is configured. */
  readonly callableOf: (policy: Policy) => readonly HostedModel[];
  readonly elapsedMs: number;
  readonly observedFor?: DecideHostedInput['observedFor'];
  readonly gainFor?: DecideHostedInput['gainFor'];
}

const ALONE: VariantComparison = { isDivergent: false, propensity: 1 };

/** `compareVariants({ chat, decision, … })` → { isDivergent: true, propensity: 0.5 } */
export function compareVariants({ chat, decision, inForce, held, callableOf, elapsedMs, observedFor, gainFor }: CompareVariantsInput): VariantComparison {
  const experiment = inForce?.deployment.experiments.find(({ key }) => key === held?.assignment?.experiment);
  if (!inForce || !held || !experiment) return ALONE;
  const own = namesOf(decision);
  let isDivergent = false;
  let propensity = 0;
  for (const { policy, weight } of arms(experiment, inForce)) {
    const document = inForce.policies.get(policy) ?? inForce.defaultPolicy;
    const names = policy === held.policy ? own : modelsUnder(document, { chat, held, callable: callableOf(document), elapsedMs, observedFor, gainFor });
    isDivergent ||= names.join('\n') !== own.join('\n');
    if (names[0] === own[0]) propensity += weight;
  }
  // Weights are shares that a person wrote: their sum may miss 1 by what a float does.
  return { isDivergent, propensity: Math.min(1, propensity) };
}

/** Of a rollout: who is covered, and everybody else. */
function arms({ kind, variants, coverage }: RunningExperiment, { deployment }: InForce): readonly { readonly policy: string; readonly weight: number }[] {
  if (kind === 'experiment') return variants;
  return [...variants.map(({ policy, weight }) => ({ policy, weight: weight * coverage })), { policy: deployment.policy, weight: 1 - coverage }];
}

interface Asked {
  readonly chat: IncomingChat;
  readonly held: UnitPolicy;
  readonly callable: readonly HostedModel[];
  readonly elapsedMs: number;
  readonly observedFor: DecideHostedInput['observedFor'];
  readonly gainFor: DecideHostedInput['gainFor'];
}

/** None where this policy would refuse the query. */
function modelsUnder(policy: Policy, { chat, held, callable, elapsedMs, observedFor, gainFor }: Asked): readonly string[] {
  const { model } = chat.request;
  // Whoever leaves the choice to the policy by its name leaves it to the other variant's as well.
  const asked = automaticNames(held.document).includes(model) ? 'auto' : model;
  try {
    return namesOf(decideHosted({ chat: { ...chat, request: { ...chat.request, model: asked } }, policy, callable, elapsedMs, observedFor, gainFor }));
  } catch {
    return [];
  }
}

function namesOf({ ranked }: HostedDecision): readonly string[] {
  return ranked.map(({ model }) => model.id);
}
