import type { HostedModel } from '../../src/policy/policy.ts';
import type { PolicyInForce } from './policy-source.ts';

/** The part of the ladder that can be called. */
export function configuredModels({ policy, hostedModelIds }: Pick<PolicyInForce, 'policy' | 'hostedModelIds'>): readonly HostedModel[] {
  return policy.hosted.models.filter((model) => hostedModelIds.includes(model.id));
}
