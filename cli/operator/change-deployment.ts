// One change of what is in force, thought up for the deployment just read; refused where somebody was faster.
import type { ChangeRequest, DeploymentAnswer, DeploymentChange } from '../../src/wire/admin-api.ts';
import { printJson } from '../output/print-json.ts';
import type { Terminal } from '../output/terminal.ts';
import { askRouter, type RouterOptions } from './ask-router.ts';

export interface ChangeOptions extends RouterOptions {
  readonly reason: string;
  readonly json: boolean;
}

export async function readDeployment(terminal: Terminal, options: RouterOptions): Promise<DeploymentAnswer> {
  return (await (await askRouter(terminal, options, '/admin/deployment')).json()) as DeploymentAnswer;
}

/** @param expectedSequence of the deployment that the person was shown */
export async function changeDeployment(terminal: Terminal, options: ChangeOptions, change: DeploymentChange, expectedSequence: number): Promise<void> {
  const body: ChangeRequest = { change, expectedSequence, reason: options.reason, idempotencyKey: crypto.randomUUID() };
  const answer = (await (await askRouter(terminal, options, '/admin/deployment', { method: 'POST', body })).json()) as DeploymentAnswer;
  if (options.json) printJson(terminal, answer);
  else terminal.print(`${describeDeployment(answer)}\n${WHEN}`);
}

const WHEN = `An idle part of the edge answers its first request as before, and asks for the change beside it when what it knows is older
than 5 s. Open tabs hear of it with their next answer from the router; an offline tab keeps what it has.
`;

const ACTIONS = { rollback: 'Withdrawn.', pause: 'Paused.', none: 'Nothing was done: there was no policy to go back to, or somebody was faster.' } as const;

/** @example 'Deployment 7: policy 3f2a… is the default.' */
export function describeDeployment({ deployment, policies, alarms = [] }: DeploymentAnswer): string {
  const { sequence, policy, previous, experiments, revoked, isFrozen } = deployment;
  const named = (hash: string) => `${policies[hash]?.name ?? 'policy'} ${hash}`;
  return [
    `Deployment ${sequence}${isFrozen ? ', frozen: only rollbacks and pauses are taken' : ''}`,
    `  default   ${named(policy)}`,
    `  previous  ${previous === null ? 'none' : named(previous)}`,
    ...experiments.map(({ key, kind, status, coverage, variants }) => `  ${kind} ${key}: ${status}, ${(100 * coverage).toFixed(1)} % of the units; ${variants.map(({ name, policy: hash }) => `${name} = ${hash.slice(0, 12)}`).join(', ')}`),
    ...revoked.map((hash) => `  revoked   ${hash}`),
    ...alarms.map(({ at, sentence, action }) => `  alarm     ${new Date(at).toISOString()} ${ACTIONS[action]} ${sentence}`),
    '',
  ].join('\n');
}
