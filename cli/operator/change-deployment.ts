// One change of what is in force, thought up for the deployment just read or the one the person names; refused where somebody
// was faster, and then told who.
import type { ChangeRequest, DeploymentAnswer, DeploymentChange } from '../../src/wire/admin-api.ts';
import { failure } from '../output/command-failure.ts';
import { printJson } from '../output/print-json.ts';
import type { Terminal } from '../output/terminal.ts';
import { askRouter, RouterRefusal, type RouterOptions } from './ask-router.ts';
import { auditTable, readAudit } from './audit-log.ts';

export interface ChangeOptions extends RouterOptions {
  readonly reason: string;
  /** The deployment that the person looked at. */
  readonly expect?: number;
  readonly json: boolean;
}

export async function readDeployment(terminal: Terminal, options: RouterOptions): Promise<DeploymentAnswer> {
  return (await (await askRouter(terminal, options, '/admin/deployment')).json()) as DeploymentAnswer;
}

/**
 * @param readSequence of the deployment that the command has read; `--expect` goes before it
 * @throws CommandFailure that says what was changed since, and by whom
 */
export async function changeDeployment(terminal: Terminal, options: ChangeOptions, change: DeploymentChange, readSequence: number): Promise<void> {
  const expectedSequence = options.expect ?? readSequence;
  const body: ChangeRequest = { change, expectedSequence, reason: options.reason, idempotencyKey: crypto.randomUUID() };
  const answer = await post(terminal, options, body);
  if (options.json) printJson(terminal, answer);
  else terminal.print(`${describeDeployment(answer)}\n${answer.deployment.sequence === expectedSequence ? AS_BEFORE : WHEN}`);
}

async function post(terminal: Terminal, options: ChangeOptions, body: ChangeRequest): Promise<DeploymentAnswer> {
  try {
    return (await (await askRouter(terminal, options, '/admin/deployment', { method: 'POST', body })).json()) as DeploymentAnswer;
  } catch (error) {
    if (!(error instanceof RouterRefusal) || error.code !== 'deployment_conflict') throw error;
    throw await describeConflict(terminal, options, body.expectedSequence);
  }
}

/** Who did what since, so that the person can tell whether the change still fits. */
async function describeConflict(terminal: Terminal, options: ChangeOptions, expected: number): Promise<Error> {
  const since = (await readAudit(terminal, options)).filter(({ sequence }) => sequence > expected);
  const newest = since[0]?.sequence;
  if (newest === undefined) return failure(`Nothing was changed: there is no deployment ${expected} yet. \`phirst policy status\` shows the number.`);
  return failure(`Nothing was changed: your command was for deployment ${expected}, and it is ${newest} by now. Since then:

${auditTable(terminal, since)}
Look with \`phirst policy status\`, and give the command again if it still fits${options.expect === undefined ? '' : `, with --expect ${newest}`}.`);
}

const AS_BEFORE = 'It was so already: nothing was changed.\n';
const WHEN = `An idle part of the edge answers its first request as before, and asks for the change beside it when what it knows is older
than 5 s. Open tabs hear of it with their next answer from the router; an offline tab keeps what it has.
`;

const ACTIONS = { rollback: 'Withdrawn.', pause: 'Paused.', none: 'Nothing was done: there was no policy to go back to, or somebody was faster.' } as const;

/** @example 'Deployment 7 …' and a line for everything in force */
export function describeDeployment({ deployment, policies, alarms = [] }: DeploymentAnswer): string {
  const { sequence, policy, previous, experiments, revoked, isFrozen, notAfter } = deployment;
  // Names of policies that aren't in force any more aren't told.
  const named = (hash: string) => [policies[hash]?.name, hash].filter(Boolean).join(' ');
  return [
    `Deployment ${sequence}${isFrozen ? ', frozen: only rollbacks and pauses are taken' : ''}`,
    `  default   ${named(policy)}`,
    `  previous  ${previous === null ? 'none' : named(previous)}`,
    ...(notAfter === null ? [] : [`  expires   ${new Date(notAfter).toISOString()}: tabs that can't ask again go back to the policy of their build`]),
    ...experiments.map(({ key, kind, status, coverage, variants }) => `  ${kind} ${key}: ${status}, ${(100 * coverage).toFixed(1)} % of the units; ${variants.map(({ name, policy: hash }) => `${name} = ${hash.slice(0, 12)}`).join(', ')}`),
    ...revoked.map((hash) => `  revoked   ${hash}`),
    ...alarms.map(({ at, sentence, action }) => `  alarm     ${new Date(at).toISOString()} ${ACTIONS[action]} ${sentence}`),
    '',
  ].join('\n');
}
