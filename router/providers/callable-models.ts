// The part of the policy's ladder that this deployment can call.
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { ProviderRegistry } from './registry.ts';

/** `callableModels(policy, registry).map(({ id }) => id)` → ['openai/gpt-4o-mini', …], from the smallest up. */
export function callableModels(policy: Policy, registry: ProviderRegistry): readonly HostedModel[] {
  return policy.hosted.models.filter(({ id }) => registry.has(splitModelId(id).provider));
}

/** `splitModelId('openrouter/meta-llama/llama-3-8b')` → { provider: 'openrouter', model: 'meta-llama/llama-3-8b' } */
export function splitModelId(id: string): { readonly provider: string; readonly model: string } {
  const slash = id.indexOf('/');
  return { provider: id.slice(0, slash), model: id.slice(slash + 1) };
}
