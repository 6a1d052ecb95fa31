// A change of what is in force, in words: as it was (the audit log) and as it would be (before it is confirmed).
import { describeDeploymentChange } from '../../../src/experiment/describe-deployment-change.ts';
import type { DeploymentChange } from '../../../src/wire/admin-api.ts';
import { formatMoment } from '../words/format-moment.ts';
import type { PolicyNames } from '../policies/policy-names.ts';

/** `describeChange({ kind: 'ramp', policy, coverage: 0.2 }, names)` → 'Rolled out careful (3f9c2a11) to 20 % of units' */
export function describeChange(change: DeploymentChange, names: PolicyNames): string {
  return describeDeploymentChange(change, { policy: names, moment: formatMoment });
}

export interface ChangeQuestion {
  readonly title: string;
  /** What will happen, to whom, and how soon. */
  readonly consequence: string;
  readonly confirm: string;
}

const SOON = 'Every running tab follows with its next question.';

/** What a person is asked before the change is sent. */
export function changeQuestion(change: DeploymentChange, names: PolicyNames, previous: string | null): ChangeQuestion {
  switch (change.kind) {
    case 'rollback':
      return change.policy === undefined
        ? { title: 'Roll back?', consequence: `${previous === null ? 'The policy before' : names(previous)} becomes the default for everybody, and rollouts end. ${SOON}`, confirm: 'Roll back' }
        : { title: 'Withdraw this policy?', consequence: `${names(change.policy)} is in force for nobody any more; who had it gets the default policy. ${SOON}`, confirm: 'Withdraw' };
    case 'freeze':
      return { title: 'Freeze the deployment?', consequence: 'Nobody can deploy, ramp or start anything until the freeze is lifted. Rollbacks and pauses still work.', confirm: 'Freeze' };
    case 'unfreeze':
      return { title: 'Lift the freeze?', consequence: 'Deployments, rollouts and experiments can be changed again.', confirm: 'Lift the freeze' };
    case 'pause_experiment':
      return { title: `Pause ${change.key}?`, consequence: 'Units keep their variants, but it isn’t ramped and gives no verdict until it is resumed.', confirm: 'Pause' };
    case 'resume_experiment':
      return { title: `Resume ${change.key}?`, consequence: 'It may be ramped and gives verdicts again. If a guardrail paused it, be sure that its cause is gone.', confirm: 'Resume' };
    case 'stop_experiment':
      return change.ship === undefined
        ? { title: `Stop ${change.key}?`, consequence: `Everybody gets the default policy again. It can’t be started again with the same units. ${SOON}`, confirm: 'Stop' }
        : { title: `Ship ${change.ship}?`, consequence: `The policy of ${change.ship} becomes the default for everybody, and ${change.key} ends. ${SOON}`, confirm: `Ship ${change.ship}` };
    default:
      return { title: `${describeChange(change, names)}?`, consequence: SOON, confirm: 'Do it' };
  }
}
