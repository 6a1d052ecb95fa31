// What the other variants of the experiment would have done with this very query. Decisions are pure, so it costs some
// microseconds to know, and a unit whose queries are decided alike everywhere tells nothing about the difference.
import type { Policy } from '../../src/policy/policy.ts';
import type { AcceptRecord, StartRecord } from '../../src/replay/decision-input.ts';
import { replayAccept, replayStart } from '../../src/replay/replay-decision.ts';
import type { PromiseInForce } from '../../src/route/acceptance-bar.ts';
import type { PolicyInForce } from '../edge/policy-source.ts';

export interface Made {
  readonly start: StartRecord | undefined;
  readonly accept: Pick<AcceptRecord, 'input' | 'output'> | undefined;
  /** What another policy's promise comes to on this device. */
  readonly resolve?: ((policy: Policy) => PromiseInForce | undefined) | undefined;
}

export interface ComparedVariants {
  /** Some variant decides, or might go on, differently. */
  readonly isDivergent: boolean;
  /** Share of the weights whose variant starts it where it was started: the propensity of the route. */
  readonly startShare: number;
  /** Share of the weights whose variant does with the device's answer what was done. */
  readonly acceptShare: number;
}

const ALIKE: ComparedVariants = { isDivergent: false, startShare: 1, acceptShare: 1 };

/** Parts of a policy that steer what happens between the decisions that are compared: where they differ, the answer may. */
const STEERING = { device: ['watch', 'device', 'safety'], hosted: ['hosted'], none: [] } as const;

export function compareVariants({ deployment, policies = {}, policy, assignment }: PolicyInForce, made: Made): ComparedVariants {
  const experiment = deployment?.experiments.find(({ key }) => key === assignment?.experiment);
  if (!deployment || !experiment || !made.start) return ALIKE;
  const { start, accept, resolve } = made;
  const variants = experiment.variants.flatMap(({ policy: hash, weight }) => compare(policies[hash], weight));
  // Who isn't covered by a rollout has the default policy.
  const others = experiment.kind === 'rollout' ? [...variants, ...compare(policies[deployment.policy], 0)] : variants;

  function compare(other: Policy | undefined, weight: number) {
    if (!other || !start) return [];
    const isStartAlike = replayStart(start.input, other).route === start.output.route;
    const isAcceptAlike = !accept || replayAccept({ ...accept.input, promise: resolve?.(other) ?? null }, other).action === accept.output.action;
    return [{ weight, isStartAlike, isAcceptAlike, isSteeredAlike: isSteeredAlike(other) }];
  }

  function isSteeredAlike(other: Policy): boolean {
    const isHandedUp = accept?.output.action === 'escalate';
    const parts = [...STEERING[start.output.route], ...(isHandedUp ? STEERING.hosted : [])];
    // A promise is the watch's threshold as well.
    const isPromiseAlike = start?.output.route !== 'device' || JSON.stringify(other.accept.promise) === JSON.stringify(policy.accept.promise);
    return isPromiseAlike && parts.every((part) => JSON.stringify(other[part]) === JSON.stringify(policy[part]));
  }

  const share = (alike: readonly { readonly weight: number }[]) => Math.min(1, sum(alike) / (sum(variants) || 1));
  return {
    isDivergent: others.some(({ isStartAlike, isAcceptAlike, isSteeredAlike: isSteered }) => !isStartAlike || !isAcceptAlike || !isSteered),
    startShare: share(variants.filter(({ isStartAlike }) => isStartAlike)),
    acceptShare: share(variants.filter(({ isAcceptAlike }) => isAcceptAlike)),
  };
}

function sum(parts: readonly { readonly weight: number }[]): number {
  return parts.reduce((total, { weight }) => total + weight, 0);
}
