import type { InferenceMode } from '../../src/query/query.ts';
import type { ThreadLimits } from '../conversation/thread-limits.ts';
import { ModeSelect } from './mode-select.tsx';
import { MoreOfPolicy } from './more-of-policy.tsx';
import { PolicyInForce } from './policy-in-force.tsx';
import { PolicySliders } from './policy-sliders.tsx';
import type { RoutingPolicy } from './use-routing-policy.ts';

interface OptionsPanelProps {
  readonly routing: RoutingPolicy;
  readonly mode: InferenceMode;
  readonly onMode: (mode: InferenceMode) => void;
  readonly limits: ThreadLimits;
}

/** The policy with the numbers one may move, and where answers come from. */
export function OptionsPanel({ routing, mode, onMode, limits }: OptionsPanelProps) {
  return (
    <div class="panel-body">
      <PolicyInForce routing={routing} />
      <section class="panel-section">
        <h3 class="visually-hidden">Threshold and budgets</h3>
        <PolicySliders policy={routing.served?.policy} overrides={routing.overrides} onOverride={routing.override} />
      </section>
      <section class="panel-section">
        <ModeSelect mode={mode} onChange={onMode} />
        <p class="hint">
          A follow-up takes {limits.turns === 1 ? 'the turn before it' : `up to ${limits.turns} earlier turns`} along, as
          far as {limits.promptTokens} tokens hold them. What stays on this device never goes along with a question that
          may leave it. An example is asked on its own.
        </p>
      </section>
      <MoreOfPolicy policy={routing.served?.policy} />
    </div>
  );
}
