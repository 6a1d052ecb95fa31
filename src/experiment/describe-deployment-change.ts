// A change of what is in force, in words: for the command line, the dashboard, and whoever was outrun by it.
import type { DeploymentChange } from '../wire/admin-api.ts';

/** How policies and moments are called: by the reader's own names where they are known, in their time zone where there is one. */
export interface ChangeNames {
  policy(hash: string): string;
  moment(unixMs: number): string;
}

/**
 * @example describeDeploymentChange({ kind: 'ramp', policy, coverage: 0.2 }, names) // 'Rolled out 3f9c2a11d004 to 20 % of units'
 */
export function describeDeploymentChange(change: DeploymentChange, names: ChangeNames): string {
  switch (change.kind) {
    case 'deploy':
      return `Deployed ${names.policy(change.policy)}`;
    case 'ramp':
      return change.coverage >= 1 ? `Made ${names.policy(change.policy)} the default` : `Rolled out ${names.policy(change.policy)} to ${percent(change.coverage)} of units`;
    case 'rollback':
      return change.policy === undefined ? 'Rolled back to the previous policy' : `Withdrew ${names.policy(change.policy)}`;
    case 'revoke':
      return `Revoked ${names.policy(change.policy)} for ever`;
    case 'freeze':
      return 'Froze the deployment';
    case 'unfreeze':
      return 'Lifted the freeze';
    case 'start_experiment':
      return `Started the experiment ${change.experiment.key}`;
    case 'ramp_experiment':
      return `Raised the experiment ${change.key} to ${percent(change.coverage)} of units`;
    case 'pause_experiment':
      return `Paused the experiment ${change.key}`;
    case 'resume_experiment':
      return `Resumed the experiment ${change.key}`;
    case 'stop_experiment':
      return change.ship === undefined ? `Stopped the experiment ${change.key}` : `Stopped the experiment ${change.key} and shipped ${change.ship}`;
    case 'expire':
      return change.notAfter === null ? 'Took the expiry away' : `Let it expire on ${names.moment(change.notAfter)}`;
    default:
      return 'Changed something that this version doesn’t know yet';
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
