import type { Deployment } from '../../../src/experiment/deployment.ts';
import { ChangeButton } from '../changes/change-button.tsx';
import { changeQuestion } from '../changes/describe-change.ts';
import { addressOf } from '../navigate.ts';
import { Card } from '../page/card.tsx';
import { formatLevel } from '../words/format-measure.ts';
import type { PolicyNames } from './policy-names.ts';

/** Who gets another policy than the default: rollouts and experiments, in the order in which they take units. */
export function RolloutsCard({ deployment, names }: { readonly deployment: Deployment; readonly names: PolicyNames }) {
  const { experiments, sequence, previous } = deployment;
  return (
    <Card title="Rollouts and experiments" hint="Who gets another policy than the default. The first that takes a unit decides." testId="rollouts">
      {experiments.length === 0 ? (
        <p class="muted">
          None: everybody gets the default policy. <code>npx phirst policy deploy policy.yaml --share 5</code> gives a new one to a few first.
        </p>
      ) : (
        <ul class="rollouts">
          {experiments.map(({ key, kind, status, coverage, variants }) => (
            <li key={key}>
              <div class="rollout-head">
                <a href={addressOf('experiments', key)}>{key}</a> <span class="badge">{kind}</span> {status === 'paused' && <span class="badge is-unsure">paused</span>}
                <span class="rollout-share">{formatLevel(coverage, 'share', 0.1)} of units</span>
              </div>
              <progress class="load-bar" max={1} value={coverage} aria-label={`Coverage of ${key}`} />
              <ul class="hint">
                {variants.map(({ name, policy, weight }) => (
                  <li key={name}>
                    {variants.length > 1 && `${name}, ${formatLevel(weight, 'share', 0.1)}: `}
                    {names(policy)}{' '}
                    {kind === 'rollout' && (
                      <ChangeButton label="Withdraw" change={{ kind: 'rollback', policy }} question={changeQuestion({ kind: 'rollback', policy }, names, previous)} sequence={sequence} testId="withdraw" />
                    )}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
