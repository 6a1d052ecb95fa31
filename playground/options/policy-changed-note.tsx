import { hasOverrides } from './policy-overrides.ts';
import type { RoutingPolicy } from './use-routing-policy.ts';

/** Says quietly that the router serves another policy than a moment ago. */
export function PolicyChangedNote({ routing }: { readonly routing: RoutingPolicy }) {
  const { served, overrides, hasChanged } = routing;
  return (
    <div class="policy-changed" role="status">
      {hasChanged && served && (
        <p class="notice" data-testid="policy-changed">
          The router’s policy changed: <code>{served.policy.name}</code> is in force now.
          {hasOverrides(overrides) && ' What you moved keeps your value.'}
        </p>
      )}
    </div>
  );
}
