// Does what a guardrail decided, once, however often it is tried.
import type { Deployment } from '../../src/experiment/deployment.ts';
import type { DeploymentChange } from '../../src/wire/admin-api.ts';
import type { AlarmRow } from './alarm-ledger.ts';
import { GUARDRAIL, type GuardedDeployment } from './deployments.ts';

export interface CarriedOut {
  readonly state: 'done' | 'moot';
  /** Of the deployment after it. */
  readonly sequence: number;
  /** The policy that everybody has in its place, where it was the default. */
  readonly cameBack: string | null;
}

/** Somebody else may change the deployment at the same moment. */
const MOST_CONFLICTS = 5;

/**
 * @param experiment key of the experiment that may be paused; null in a policy's own book.
 * @param beforeSending marks that the change may have happened from now on.
 * @throws where the deployment can't be reached or refuses: to be tried again.
 */
export async function carryOut(alarm: AlarmRow, experiment: string | null, book: GuardedDeployment, beforeSending: () => void): Promise<CarriedOut> {
  const change: DeploymentChange =
    alarm.action === 'pause' && experiment !== null ? { kind: 'pause_experiment', key: experiment } : { kind: 'rollback', policy: alarm.policy! };
  for (let tried = 0; tried < MOST_CONFLICTS; tried++) {
    const { deployment } = await book.read();
    // One that was sent before is sent again whatever holds now: its key says whether it was this one that changed it.
    const wasSent = alarm.state === 'sent' || tried > 0;
    if (!wasSent && !hasSomethingToDo(deployment, change)) return { state: 'moot', sequence: deployment.sequence, cameBack: null };
    beforeSending();
    const { sequence } = deployment;
    const request = { change, expectedSequence: sequence, reason: alarm.sentence, idempotencyKey: alarm.id };
    const changed = await book.change(request, GUARDRAIL);
    if (changed.ok) {
      const { sequence: after, policy } = changed.value.deployment;
      const cameBack = change.kind === 'rollback' && policy !== deployment.policy ? policy : null;
      return { state: 'done', sequence: after, cameBack: cameBack ?? (wasSent && change.kind === 'rollback' ? policy : null) };
    }
    if (changed.error.code === 'deployment_conflict') continue;
    // It can never be done: no earlier policy to go back to, an experiment that was stopped meanwhile.
    if (!hasSomethingToDo((await book.read()).deployment, change)) return { state: 'moot', sequence, cameBack: null };
    throw new Error(`The deployment refused what a guardrail asked: ${changed.error.message}`);
  }
  throw new Error('The deployment changed while a guardrail asked for a change; it is tried again.');
}

function hasSomethingToDo({ policy, previous, experiments, revoked }: Deployment, change: DeploymentChange): boolean {
  if (change.kind === 'pause_experiment') return experiments.some(({ key, status }) => key === change.key && status === 'running');
  if (change.kind !== 'rollback' || change.policy === undefined || revoked.includes(change.policy)) return false;
  const { policy: withdrawn } = change;
  // A default without a predecessor stays: there is nothing to go back to.
  if (policy === withdrawn) return previous !== null && previous !== withdrawn && !revoked.includes(previous);
  return experiments.some(({ variants }) => variants.some((variant) => variant.policy === withdrawn));
}
