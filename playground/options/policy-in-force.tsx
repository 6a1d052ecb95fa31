import type { RoutingPolicy } from './use-routing-policy.ts';
import { formatDuration } from '../format/format-duration.ts';
import { hasOverrides } from './policy-overrides.ts';

/** Which policy decides, and what of it was changed here. */
export function PolicyInForce({ routing }: { readonly routing: RoutingPolicy }) {
  const { served, overrides, problem, resetOverrides } = routing;
  return (
    <div class="policy-in-force">
      <p>
        Policy <code data-testid="policy-name">{served?.policy.name ?? (problem === undefined ? 'loading…' : 'none')}</code>
        {hasOverrides(overrides) && <span class="badge">edited here</span>}
      </p>
      {served?.policy.description !== undefined && <p class="hint">{served.policy.description}</p>}
      <p class="hint">
        What it decides for everybody is on the <a href="dashboard/">dashboard</a>.
      </p>
      {problem !== undefined && <p class="notice is-warning">{problem}</p>}
      {served?.origin === 'device' && (
        <p class="hint" data-testid="policy-origin">
          Kept on this device from an earlier visit{served.ageMs !== undefined && `, confirmed by the router ${formatDuration(served.ageMs)} ago`}.
        </p>
      )}
      {hasOverrides(overrides) && (
        <>
          <p class="hint">What is set here lasts until the page is reloaded.</p>
          <button type="button" class="button is-small" onClick={resetOverrides}>
            Reset all to the policy
          </button>
        </>
      )}
    </div>
  );
}
