// Fail closed: a deployment that has a provider's key but hasn't said who may use it spends nothing.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Configuration } from '../configuration.ts';

/**
 * Throws `router_not_configured` for a faulty setting, and for a request from elsewhere while a provider is configured
 * and nobody is named who may use it. The developer's own machine is let through.
 */
export function requireSafeDeployment(input: { configuration: Configuration; isLoopback: boolean }): void {
  const { provider, keys, allowedOrigins, fault } = input.configuration;
  if (fault !== undefined) throw new PhirstError('router_not_configured', fault);
  if (provider && keys.length === 0 && allowedOrigins.size === 0 && !input.isLoopback) {
    throw new PhirstError(
      'router_not_configured',
      'This router has a provider but does not know who may use it, so it serves nobody. Set PHIRST_KEYS (keys that ' +
        'callers present) or PHIRST_ALLOWED_ORIGINS (origins whose pages may call), or both.',
    );
  }
}
