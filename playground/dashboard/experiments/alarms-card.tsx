import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { formatMoment } from '../words/format-moment.ts';

const ACTIONS = { rollback: 'took it back', pause: 'paused it', none: 'did nothing' } as const;

/** What guardrails did by themselves. */
export function AlarmsCard({ alarms }: { readonly alarms: ExperimentReport['alarms'] }) {
  if (alarms.length === 0) return null;
  return (
    <Card title="Alarms" testId="alarms">
      <ul class="guardrails">
        {alarms.map(({ at, kind, sentence, action }) => (
          <li key={`${at} ${kind}`}>
            <span class="badge is-unsure">{ACTIONS[action]}</span> <span class="hint">{formatMoment(at)}</span>
            <p>{sentence}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
