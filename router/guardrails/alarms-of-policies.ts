// What the books of single policies have found. A policy's own hears of everybody who has it, so it may act before the book of the
// experiment or rollout that tries it: whoever looks there, or at what is in force, has to see why it ended.
import { DAY_MS } from '../../src/durations.ts';
import type { AuditEntry, DeploymentAnswer, GuardrailAlarm, PolicyAlarm } from '../../src/wire/admin-api.ts';
import type { Bindings } from '../env.ts';
import { policyBook, type RaisedAlarm } from '../experiments/experiment-protocol.ts';
import type { Subject } from '../experiments/subject.ts';
import { GUARDRAIL } from './deployments.ts';

/** Newest first: what is older is in the audit log. */
const MOST_SHOWN = 20;

/** Of the policies of an experiment or a rollout, while it ran. */
export async function alarmsOfPolicies(env: Pick<Bindings, 'EXPERIMENTS'>, { running, endedAt }: Subject): Promise<readonly RaisedAlarm[]> {
  const alarms = await readAlarms(env, running.variants.map(({ policy }) => policy));
  // It is raised a moment before it ends what it is about; clocks of two machines may disagree.
  return alarms.filter(({ at }) => at >= running.startedAt && (endedAt === null || at <= endedAt + DAY_MS));
}

/** Of what is in force, and of what a guardrail has withdrawn of late. */
export async function alarmsInForce(env: Pick<Bindings, 'EXPERIMENTS'>, { policies }: Pick<DeploymentAnswer, 'policies'>, audit: readonly AuditEntry[]): Promise<readonly PolicyAlarm[]> {
  const withdrawn = audit.flatMap(({ by, change }) => (by === GUARDRAIL && change.kind === 'rollback' ? (change.policy ?? []) : []));
  const alarms = await readAlarms(env, [...Object.keys(policies), ...withdrawn]);
  const newest = alarms.toSorted((one, other) => other.at - one.at).slice(0, MOST_SHOWN);
  return newest.map((alarm) => ({ ...alarmAsTold(alarm), policy: alarm.policy ?? '' }));
}

export function alarmAsTold({ at, kind, sentence, state, action }: RaisedAlarm): GuardrailAlarm {
  return { at, kind, sentence, action: state === 'moot' ? 'none' : action };
}

/** A book that can't be asked has none to tell: the rest is worth showing. */
async function readAlarms({ EXPERIMENTS }: Pick<Bindings, 'EXPERIMENTS'>, hashes: readonly string[]): Promise<readonly RaisedAlarm[]> {
  if (!EXPERIMENTS) return [];
  const asked = await Promise.allSettled([...new Set(hashes)].map((hash) => EXPERIMENTS.getByName(policyBook(hash)).alarms()));
  return asked.flatMap((settled) => (settled.status === 'fulfilled' ? settled.value : []));
}
