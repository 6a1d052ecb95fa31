import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { metricFacts } from './metric-unit.ts';
import { guardrailWords } from './verdict-words.ts';

const STATES = { unknown: { label: 'not sure', look: '' }, holds: { label: 'holds', look: 'is-device' }, breached: { label: 'breached', look: 'is-fault' } } as const;

export function GuardrailsCard({ report: { definition, fullVerdict } }: { readonly report: ExperimentReport }) {
  const { guardrails } = fullVerdict;
  return (
    <Card title="Guardrails" hint="What must not get worse. Only what the edge saw itself may take a policy back; what apps tell may pause." testId="guardrails">
      {guardrails.length === 0 ? (
        <p class="muted">{definition ? 'Nothing is compared yet.' : 'A rollout has no control to compare with: the breaker watches its failures.'}</p>
      ) : (
        <ul class="guardrails">
          {guardrails.map((guardrail) => {
            const { unit, observer } = metricFacts(guardrail.metric, definition);
            return (
              <li key={`${guardrail.variant} ${guardrail.metric}`}>
                <strong>{guardrail.metric}</strong> <span class="hint">{guardrail.variant}, seen by {observer === 'edge' ? 'the edge' : 'apps'}</span>{' '}
                <span class={`badge ${STATES[guardrail.state].look}`}>{STATES[guardrail.state].label}</span>
                <p>{guardrailWords(guardrail, unit)}</p>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
