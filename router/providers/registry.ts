// Which providers this deployment has: the one behind PROVIDER_*, and in development the reference host.
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings } from '../env.ts';
import { createOpenAiCompatible } from './openai-compatible.ts';
import type { Provider } from './provider.ts';

export type ProviderRegistry = ReadonlyMap<string, Provider>;

/** The `<provider>` part of the reference host's models. */
export const REFERENCE_PROVIDER = 'reference';

/**
 * `createRegistry({ fetch, now })` → a function of the environment, remembered per environment.
 *
 * @example createRegistry({ fetch, now })({ PROVIDER_KEY: 'sk-…' }).get('openai')
 */
export function createRegistry(platform: Pick<Dependencies, 'fetch' | 'now'>): (env: Bindings) => ProviderRegistry {
  const cache = new WeakMap<Bindings, ProviderRegistry>();
  return (env) => {
    let registry = cache.get(env);
    if (!registry) cache.set(env, (registry = readRegistry(env, platform)));
    return registry;
  };
}

function readRegistry(env: Bindings, { fetch, now }: Pick<Dependencies, 'fetch' | 'now'>): ProviderRegistry {
  const registry = new Map<string, Provider>();
  const host = env.REFERENCE_HOST;
  if (host) {
    registry.set(
      REFERENCE_PROVIDER,
      createOpenAiCompatible({
        name: REFERENCE_PROVIDER,
        // A binding needs some URL; its host name is never resolved.
        baseUrl: 'http://reference-host/v1',
        key: undefined,
        fetch: (url, init) => host.fetch(url, init),
        now,
      }),
    );
  }
  const { provider } = configurationOf(env);
  if (provider) registry.set(provider.name, createOpenAiCompatible({ ...provider, fetch, now }));
  return registry;
}
