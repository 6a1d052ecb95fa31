import type { DeploymentAnswer, DeploymentChange } from '../../../src/wire/admin-api.ts';
import { ChangeButton } from '../changes/change-button.tsx';
import { changeQuestion } from '../changes/describe-change.ts';
import { Card } from '../page/card.tsx';
import { formatMoment } from '../words/format-moment.ts';
import type { PolicyNames } from './policy-names.ts';
import { Fact } from '../page/fact.tsx';

export function InForceCard({ answer: { deployment, policies }, names }: { readonly answer: DeploymentAnswer; readonly names: PolicyNames }) {
  const { sequence, policy, previous, isFrozen, notAfter, deployedAt, revoked, experiments } = deployment;
  const isBuiltIn = sequence === 0;
  const button = (label: string, change: DeploymentChange, testId: string) => (
    <ChangeButton label={label} change={change} question={changeQuestion(change, names, previous)} sequence={sequence} testId={testId} />
  );
  const canRollBack = previous !== null || experiments.some(({ kind }) => kind === 'rollout');
  return (
    <Card
      title="In force"
      testId="in-force"
      actions={
        <>
          {canRollBack && button('Roll back', { kind: 'rollback' }, 'roll-back')}
          {!isBuiltIn && (isFrozen ? button('Lift the freeze', { kind: 'unfreeze' }, 'unfreeze') : button('Freeze', { kind: 'freeze' }, 'freeze'))}
        </>
      }
    >
      <p class="big-figure" data-testid="default-policy">
        {names(policy)}
        {isFrozen && <span class="badge is-unsure">frozen</span>}
      </p>
      {policies[policy]?.description !== undefined && <p class="hint">{policies[policy].description}</p>}
      <dl class="facts">
        <Fact label="Number" value={isBuiltIn ? '0, built in' : String(sequence)} />
        {!isBuiltIn && <Fact label="Changed" value={formatMoment(deployedAt)} />}
        <Fact label="Before it" value={previous === null ? 'none' : names(previous)} />
        {notAfter !== null && <Fact label="Expires" value={formatMoment(notAfter)} />}
        {revoked.length > 0 && <Fact label="Revoked" value={revoked.map(names).join(', ')} />}
      </dl>
      {isBuiltIn && (
        <p class="notice" data-testid="nothing-deployed">
          Nothing was deployed yet: everybody goes by the policy that came with the router. Write your own with <code>npx phirst init</code>, look at it with{' '}
          <code>npx phirst policy check</code>, and put it in force with <code>npx phirst policy deploy</code>.
        </p>
      )}
    </Card>
  );
}
