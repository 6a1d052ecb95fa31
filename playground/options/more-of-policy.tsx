import type { Policy } from '../../src/policy/policy.ts';
import { policyLimits } from './policy-limits.ts';

/** The policy's limits that nobody wants to move while trying things out. */
export function MoreOfPolicy({ policy }: { readonly policy: Policy | undefined }) {
  const limits = policy ? policyLimits(policy) : [];
  if (limits.length === 0) return null;
  return (
    <details class="raw" data-testid="more-of-policy">
      <summary>More of this policy</summary>
      <dl class="policy-limits">
        {limits.map(({ label, words }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">Set in the policy’s YAML.</p>
    </details>
  );
}
