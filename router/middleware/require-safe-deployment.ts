// Fail closed: a deployment that has a provider's key but hasn't said who may use it spends nothing.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Configuration } from '../configuration.ts';

/** Throws `router_not_configured` with the deployment's fault. */
export function requireSafeDeployment({ configuration, isLoopback }: { configuration: Configuration; isLoopback: boolean }): void {
  const fault = deploymentFault(configuration, { isLoopback });
  if (fault !== undefined) throw new PhirstError('router_not_configured', fault);
}

/**
 * A faulty setting, or a provider while nobody is named who may use it. The developer's own machine needs to name nobody.
 * Undefined when all is well.
 */
export function deploymentFault(configuration: Configuration, { isLoopback }: { isLoopback: boolean }): string | undefined {
  const { provider, keys, allowedOrigins, fault } = configuration;
  if (fault !== undefined) return fault;
  if (!provider || keys.length > 0 || allowedOrigins.size > 0 || isLoopback) return undefined;
  return (
    'This router has a provider but does not know who may use it, so it serves nobody. Set PHIRST_KEYS (keys that ' +
    'callers present) or PHIRST_ALLOWED_ORIGINS (origins whose pages may call), or both.'
  );
}
